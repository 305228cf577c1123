/** What starts the numbers of a call's dossiers: its code, with the year when the code does not say it. */
export function numeroPrefix({ code, exercice }: { code: string; exercice: number }): string {
  return code.endsWith(`-${exercice}`) ? code : `${code}-${exercice}`
}

/** CODE-2026-0042. */
export function formatNumero(appel: { code: string; exercice: number }, rank: number): string {
  return `${numeroPrefix(appel)}-${String(rank).padStart(4, '0')}`
}
