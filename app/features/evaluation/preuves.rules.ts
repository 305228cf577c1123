export type Force = 'forte' | 'moyenne' | 'faible' | 'aucune'

export const forceWords: Record<Force, string> = {
  forte: 'Preuve forte',
  moyenne: 'Preuve moyenne',
  faible: 'Preuve faible',
  aucune: 'Sans preuve',
}

/** The rule, as it is printed: a strength is never shown without it. */
export const forceRule =
  'Preuve forte : une étude d’impact qui conclut (effet probable, ou aucun effet détecté avec une précision utile). Moyenne : une étude qui donne un signal, ou deux sortes de sources qui se recoupent (diagnostic, suivi, observatoire). Faible : une seule sorte de source. Une étude descriptive, non concluante ou sans évaluation possible ne compte pas.'

interface Evidence {
  etudes: ReadonlyArray<{ verdict: string | null }>
  diagnostics: ReadonlyArray<unknown>
  indicateurs: ReadonlyArray<unknown>
  chiffres: ReadonlyArray<unknown>
}

/** How strong what a finding rests on is, by the printed rule. A study that cannot conclude adds nothing. */
export function forceOf({ etudes, diagnostics, indicateurs, chiffres }: Evidence): Force {
  const verdicts = etudes.map((its) => its.verdict)
  if (verdicts.includes('3') || verdicts.includes('N')) return 'forte'
  const kinds = [diagnostics, indicateurs, chiffres].filter((its) => its.length > 0).length
  if (verdicts.includes('2') || kinds >= 2) return 'moyenne'
  return kinds === 1 ? 'faible' : 'aucune'
}
