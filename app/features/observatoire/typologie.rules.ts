/** What a stability says: mean agreement of the groups with those of resampled places. */
export function stabilitySentence(stability: number): string {
  const said = Math.round(100 * stability)
  if (!Number.isFinite(stability)) return 'Trop peu de communes pour juger de la stabilité des groupes.'
  if (stability >= 0.8)
    return `Groupes stables (${said} %) : on les retrouve en retirant des communes au hasard.`
  if (stability >= 0.5)
    return `Groupes assez stables (${said} %) : leurs bords bougent quand on retire des communes au hasard.`
  return `Groupes instables (${said} %) : un autre tirage en donnerait d’autres. Essayez moins de groupes, ou d’autres indicateurs.`
}

/** A gap in standard deviations, in words that do not judge. */
export function gapWords(gap: number): string {
  const size = Math.abs(gap)
  if (size < 0.25) return 'proche de la moyenne'
  const side = gap > 0 ? 'au-dessus' : 'en dessous'
  if (size < 0.75) return `un peu ${side}`
  return size < 1.5 ? `nettement ${side}` : `très ${side}`
}
