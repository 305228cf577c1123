import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { oneLine, plainName, readSiret } from '#app/lib/tables/index.ts'
import type { LignePrete } from './import-repetition.server.ts'

interface Place {
  code: string
  nom: string
}

interface KnownDossier {
  id: string
  numero: string | null
  titre: string
  porteurId: string
  lignes: Array<{ financeurId: string; demande: number; decide: [number, number] | null }>
}

export interface AppelPasse {
  id: string
  code: string
  titre: string
  exercice: number
}

/** What the territory knows, to recognise the words of a sheet. */
export interface Repertoire {
  appels: AppelPasse[]
  noms: string[]
  siretOf: (text: string) => string | null
  organisationOf: (nom: string, siret: string | null) => string | null
  axeOf: (text: string) => string | null
  ficheOf: (titre: string) => string | null
  placesOf: (
    communes: string,
    qpv: string,
  ) => { communeCodes: string[]; qpvCodes: string[]; inconnus: string[] }
  effetOf: (given: Given) => 'nouveau' | 'identique' | 'different'
}

interface Given {
  numero: string
  titre: string
  porteurId: string | null
  lignes: ReadonlyArray<LignePrete>
}

/** Reads the names of the territory once, and the dossiers of the call the rows go to. */
export async function loadRepertoire(tx: Tx, appelId: string | null): Promise<Repertoire> {
  const { rows: organisations } = await sql<{
    id: string
    nom: string
    sigle: string | null
    siret: string | null
    siren: string | null
  }>`
    select id, nom, sigle, siret, siren from organisation
    where territoire_id = territoire_courant() and archive_le is null and fusionnee_dans is null order by nom`.execute(
    tx,
  )
  const { rows: communes } =
    await sql<Place>`select code, nom from commune where territoire_id = territoire_courant()`.execute(tx)
  const { rows: qpvs } =
    await sql<Place>`select code, nom from qpv where territoire_id = territoire_courant() order by generation`.execute(
      tx,
    )
  const { rows: axes } = await sql<{ id: string; numero: string; titre: string; court: string }>`
    select v.axe_id as id, v.numero, v.titre, v.court from axe_version v join axe a on a.territoire_id = v.territoire_id and a.id = v.axe_id
    where v.territoire_id = territoire_courant() and a.archive_le is null order by v.debut`.execute(tx)
  const { rows: fiches } = await sql<{ id: string; titre: string }>`
    select id, titre from fiche where territoire_id = territoire_courant() and archive_le is null`.execute(tx)
  const { rows: appels } = await sql<AppelPasse>`select id, code, titre, exercice from appel_a_projets
    where territoire_id = territoire_courant() and archive_le is null order by exercice desc, code`.execute(
    tx,
  )
  const dossiers = appelId ? await listKnown(tx, appelId) : []
  const ficheIds = new Map(fiches.map(({ id, titre }) => [plainName(titre), id]))
  return {
    appels,
    noms: organisations.map(({ nom }) => nom),
    siretOf: (text) => readSiret(text).value,
    organisationOf: matcherOf(organisations),
    axeOf: axisMatcherOf(axes),
    ficheOf: (titre) => ficheIds.get(plainName(titre)) ?? null,
    placesOf: placeMatcherOf(communes, qpvs),
    effetOf: (given) => effectOf(given, dossiers),
  }
}

async function listKnown(tx: Tx, appelId: string): Promise<KnownDossier[]> {
  const { rows } = await sql<KnownDossier>`
    select d.id, d.numero, d.titre, d.porteur_id, coalesce((select jsonb_agg(jsonb_build_object('financeurId', l.financeur_id, 'demande', l.demande_centimes,
        'decide', case when l.decide_droit_commun_centimes is null and l.decide_specifique_centimes is null then null
          else jsonb_build_array(coalesce(l.decide_droit_commun_centimes, 0), coalesce(l.decide_specifique_centimes, 0)) end))
      from ligne l where l.territoire_id = d.territoire_id and l.dossier_id = d.id), '[]') as lignes
    from dossier d where d.territoire_id = territoire_courant() and d.appel_id::text = ${appelId} and d.archive_le is null`.execute(
    tx,
  )
  return rows
}

function matcherOf(
  organisations: ReadonlyArray<{
    id: string
    nom: string
    sigle: string | null
    siret: string | null
    siren: string | null
  }>,
) {
  const numbers = new Map(
    organisations.flatMap(({ id, siret, siren }) =>
      [siret, siren].flatMap((its) => (its ? [[its, id] as const] : [])),
    ),
  )
  const sigles = new Map(
    organisations.flatMap(({ id, sigle }) => (sigle ? [[plainName(sigle), id] as const] : [])),
  )
  const names = new Map(organisations.map(({ id, nom }) => [plainName(nom), id]))
  return (nom: string, siret: string | null): string | null =>
    (siret && (numbers.get(siret) ?? numbers.get(siret.slice(0, 9)))) ||
    names.get(plainName(nom)) ||
    sigles.get(plainName(nom)) ||
    null
}

function axisMatcherOf(axes: ReadonlyArray<{ id: string; numero: string; titre: string; court: string }>) {
  return (text: string): string | null => {
    const plain = plainName(
      text.replace(/^\s*(?:axe|pilier)\s*(?:n°\s*)?/i, '').replace(/^[\d.]+\s*[:.–-]\s*/, ''),
    )
    const number = /^\s*(?:axe|pilier)?\s*(?:n°\s*)?(\d+(?:\.\d+)*)\b/i.exec(text)?.[1]
    const byTitle =
      plain === ''
        ? undefined
        : axes.findLast(({ titre, court }) =>
            [titre, court].some((its) => its !== '' && plainName(its) === plain),
          )
    return (byTitle ?? axes.findLast(({ numero }) => numero === number))?.id ?? null
  }
}

const EVERYWHERE =
  /^(?:tou(?:te)?s?(?: les)?(?: communes| quartiers| qpv)?|tout le territoire|territoire|agglomération|intercommunal|ensemble.*|epci|tous qpv)$/i

function placeMatcherOf(communes: ReadonlyArray<Place>, qpvs: ReadonlyArray<Place>): Repertoire['placesOf'] {
  const communeCodes = new Map(
    communes.flatMap(({ code, nom }) => [
      [plainName(nom), code],
      [plainName(code), code],
    ]),
  )
  const qpvCodes = new Map(
    qpvs.flatMap(({ code, nom }) => [
      [plainName(nom), code],
      [plainName(code), code],
    ]),
  )
  return (communeText, qpvText) => {
    const found = { communeCodes: new Set<string>(), qpvCodes: new Set<string>() }
    const inconnus: string[] = []
    for (const name of [...namesIn(communeText), ...namesIn(qpvText)]) {
      const commune = communeCodes.get(plainName(name))
      const qpv = qpvCodes.get(plainName(name))
      if (commune && !(qpv && namesIn(qpvText).includes(name))) found.communeCodes.add(commune)
      else if (qpv) found.qpvCodes.add(qpv)
      else inconnus.push(name)
    }
    return {
      communeCodes: [...found.communeCodes].toSorted(),
      qpvCodes: [...found.qpvCodes].toSorted(),
      inconnus,
    }
  }
}

const namesIn = (text: string): string[] =>
  text
    .split(/[,;/\n|+]| et /)
    .map(oneLine)
    .filter((name) => name !== '' && !EVERYWHERE.test(name) && !/^[-–—.]+$/.test(name))

function effectOf(
  given: Given,
  dossiers: ReadonlyArray<KnownDossier>,
): 'nouveau' | 'identique' | 'different' {
  const same = dossiers.find((its) =>
    given.numero !== '' && its.numero === given.numero
      ? true
      : its.porteurId === given.porteurId && plainName(its.titre) === plainName(given.titre),
  )
  if (!same) return 'nouveau'
  const isSame = given.lignes.every((line) => {
    const its = same.lignes.find(({ financeurId }) => financeurId === line.financeurId)
    const decided = line.decide
      ? its?.decide?.[0] === line.decide.droitCommun && its.decide[1] === line.decide.specifique
      : true
    return its !== undefined && decided && (line.demande === null || line.demande === its.demande)
  })
  return isSame ? 'identique' : 'different'
}
