import { NotFound } from '#app/lib/errors.ts'
import { listDisponibles } from './disponibles.server.ts'
import { findIndicateur } from './indicateurs.ts'
import { lecteurFor } from './lecteurs.server.ts'
import type { ValeurSource } from './valeur.ts'
import { listValeurs } from './valeurs-liste.server.ts'

/** One commune, one year, one number, as the store has it. */
export interface CommuneYear {
  code: string
  annee: number
  valeur: number
}

export interface CommunePanel {
  rows: CommuneYear[]
  sources: ValeurSource[]
}

/**
 * Every yearly number of an indicator at every commune of the store: what an impact study compares. A masked number is
 * left out, never filled in.
 */
export async function readCommunePanel(
  dataDir: string,
  territoire: string,
  indicateurId: string,
): Promise<CommunePanel> {
  const indicateur = findIndicateur(indicateurId)
  if (!indicateur) throw new NotFound('Cet indicateur n’est pas dans le catalogue.')
  const lecteur = await lecteurFor(dataDir, territoire)
  const values = await listValeurs(lecteur, { indicateurs: [indicateur], niveau: 'commune' })
  const rows = new Map<string, CommuneYear>()
  const sources = new Map<string, ValeurSource>()
  for (const { lieu, periode, value, source } of values) {
    if (value === null || !/^\d{4}$/.test(periode)) continue
    const key = `${lieu.code} ${periode}`
    if (!rows.has(key)) rows.set(key, { code: lieu.code, annee: Number(periode), valeur: value })
    sources.set(source.import, source)
  }
  return { rows: [...rows.values()], sources: [...sources.values()] }
}

/** The indicators the store gives by commune, with their years: what can be studied. */
export async function listStudied(dataDir: string, territoire: string) {
  const found = await listDisponibles(await lecteurFor(dataDir, territoire), 'commune')
  return found.map(({ indicateur: { id, label, unit }, periodes }) => ({
    id,
    label,
    unit,
    annees: periodes.filter((periode) => /^\d{4}$/.test(periode)).map(Number),
  }))
}
