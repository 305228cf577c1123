import { sumCentimes } from '#app/lib/money.ts'
import { cellText, plainName } from '#app/lib/tables/index.ts'
import { usageKey } from './import-choix.ts'
import type { LigneLue } from './import-lecture.ts'
import type { Repetition } from './import-repetition.server.ts'

const SHOWN = 150

const decidedOf = (lignes: ReadonlyArray<LigneLue>, part: 'droitCommun' | 'specifique'): number =>
  sumCentimes(lignes.map((line) => line.decide?.[part] ?? 0))

/** What the page shows of a rehearsal: counts of everything, the first rows only. */
export function summaryOf({
  tableau,
  choix,
  actions,
  remarques,
  lues,
  appels,
  organisations,
  nouvelles,
}: Repetition) {
  const fresh = actions.filter((its) => its.effet === 'nouveau')
  const lignes = fresh.flatMap((its) => its.lignes)
  return {
    appels,
    organisations,
    nouvelles,
    lues,
    appel: {
      id: choix.appelId,
      code: choix.code || (choix.exercice ? `CDV-${choix.exercice}` : ''),
      exercice: choix.exercice,
    },
    sansCredit: choix.sansCredit,
    counts: {
      nouveaux: fresh.length,
      identiques: actions.filter((its) => its.effet === 'identique').length,
      differents: actions.filter((its) => its.effet === 'different').length,
    },
    droitCommun: decidedOf(lignes, 'droitCommun'),
    specifique: decidedOf(lignes, 'specifique'),
    colonnes: columnsOf({ tableau, choix }),
    financeurs: fundersOf(actions),
    remarques: remarques.slice(0, SHOWN * 2),
    remarqueCount: remarques.length,
    lignes: actions.slice(0, SHOWN).map(rowOf),
  }
}

function columnsOf({ tableau, choix }: Pick<Repetition, 'tableau' | 'choix'>) {
  return tableau.colonnes.map((label, at) => ({
    cle: `${at} ${label}`,
    label: label || `colonne ${at + 1}`,
    exemple: tableau.rows.map((row) => cellText(row.cells[at])).find(Boolean) ?? '',
    usage: usageKey(choix.usages[at] ?? { kind: 'rien' }),
  }))
}

function rowOf(its: Repetition['actions'][number]) {
  return {
    line: its.line,
    titre: its.titre,
    porteur: its.porteur,
    effet: its.effet,
    financeurs: its.lignes.length,
    droitCommun: decidedOf(its.lignes, 'droitCommun'),
    specifique: decidedOf(its.lignes, 'specifique'),
  }
}

/** Each funder as the file writes it, the organisation it is, or null when it would be created. */
function fundersOf(actions: Repetition['actions']) {
  const pairs = actions.flatMap((its) =>
    its.lignes.map((line, at) => {
      const written = its.lue.lignes[at]?.financeur ?? line.financeur
      return [
        plainName(written),
        { cle: plainName(written), ecrit: written, nom: line.financeur, connu: line.financeurId !== null },
      ] as const
    }),
  )
  return [...new Map(pairs).values()]
}

export type ImportSummary = ReturnType<typeof summaryOf> & { name: string }
