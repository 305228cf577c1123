import {
  createIndicateurLocal,
  setValeursLocales,
} from '#app/features/observatoire/locaux.commands.server.ts'
import type { Saisie } from '#app/features/observatoire/locaux.rules.ts'
import type { IndicateurLocalInput } from '#app/features/observatoire/locaux.schema.ts'
import { listCommunesAt, listQpvs } from '#app/features/territoires/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Seed } from './seed.ts'

const AT = isoDate('2026-01-01')
const COMMON = {
  theme: 'education',
  unite: 'enfants',
  sens: 'contexte',
  code: '',
  formule: '',
  totalId: null,
} as const

const SUIVIS: IndicateurLocalInput = {
  ...COMMON,
  libelle: 'Enfants suivis par le programme de réussite éducative',
  code: 'LOC_ENFANTS_PRE',
  definition:
    'Enfants de 2 à 16 ans suivis au moins une fois dans l’année, comptés à leur commune de résidence.',
  nature: 'effectif',
  source: 'Programme de réussite éducative (exemple)',
}

/** Invented counts: large where there are quarters, from 0 to 4 in most villages, so that masks are seen at work. */
export const seedIndicateursLocaux: Seed = async (tx, director) => {
  const suivis = await createIndicateurLocal(tx, director, SUIVIS, { exemple: true })
  const filles = await createIndicateurLocal(
    tx,
    director,
    {
      ...SUIVIS,
      libelle: 'Filles suivies par le programme de réussite éducative',
      code: 'LOC_FILLES_PRE',
      definition: 'Filles parmi les enfants suivis par le programme de réussite éducative.',
      totalId: suivis,
    },
    { exemple: true },
  )
  await createIndicateurLocal(
    tx,
    director,
    {
      ...COMMON,
      libelle: 'Enfants suivis pour 1 000 habitants',
      code: 'LOC_PRE_POUR_MILLE',
      definition: 'Enfants suivis rapportés à la population municipale du dernier recensement connu.',
      nature: 'formule',
      formule: 'pour_mille(LOC_ENFANTS_PRE; POP_TOTAL)',
      unite: '‰',
      source: 'Calcul (exemple)',
    },
    { exemple: true },
  )
  const communes = await listCommunesAt(tx, AT)
  const qpvs = (await listQpvs(tx)).filter(({ generation }) => generation === 2024)
  // A village that shares a quarter with a town counts few children all the same.
  const urban = new Set(
    qpvs.flatMap((qpv) => qpv.communes.map(({ code }) => code)).filter((code) => code !== '59613'),
  )
  const counts = (periode: string, step: number): Saisie[] => [
    ...communes.map(({ code }, at) => ({
      niveau: 'commune' as const,
      code,
      periode,
      valeur: urban.has(code) ? 60 + 3 * ((at * 7 + step) % 30) : (at * 3 + step) % 7,
    })),
    ...qpvs.map(({ code }, at) => ({
      niveau: 'qpv' as const,
      code,
      periode,
      valeur: 3 + ((at * 5 + step) % 20),
    })),
  ]
  const saisies = [...counts('2023', 0), ...counts('2024', 2), ...counts('2025', 3)]
  const girls = saisies.map((its) => ({ ...its, valeur: Math.floor((its.valeur ?? 0) * 0.45) }))
  const given = { fichier: '', at: AT }
  await setValeursLocales(tx, director, suivis, { ...given, saisies })
  await setValeursLocales(tx, director, filles, { ...given, saisies: girls })
}
