import { type Niveau, niveauShares, niveaux } from './participation.words.ts'
import './participation.css'

const R = 8

/** A level as a disc more or less full; a bar through it when the commune is not concerned; nothing said: a dotted ring. */
export function NiveauDisc({ niveau }: { niveau: Niveau | null }) {
  const label = niveau ? niveaux[niveau] : 'Rien de dit'
  const share = niveau ? niveauShares[niveau] : 0
  return (
    <svg className="niveau" viewBox="0 0 20 20" role="img" aria-label={label}>
      <circle cx="10" cy="10" r={R} className={niveau ? 'niveau-ring' : 'niveau-ring unsaid'} />
      {share === 1 && <circle cx="10" cy="10" r={R} className="niveau-full" />}
      {share > 0 && share < 1 && <path d={sector(share)} className="niveau-full" />}
      {niveau === 'pas_concernee' && <line x1="5.5" y1="10" x2="14.5" y2="10" className="niveau-bar" />}
    </svg>
  )
}

/** The part of the disc that is full, clockwise from the top. */
function sector(share: number): string {
  const angle = share * 2 * Math.PI
  const [x, y] = [10 + R * Math.sin(angle), 10 - R * Math.cos(angle)]
  return `M10 10 L10 ${10 - R} A${R} ${R} 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(3)} ${y.toFixed(3)} Z`
}
