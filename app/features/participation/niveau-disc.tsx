import { type Niveau, niveauShares, niveaux } from './participation.words.ts'
import './participation.css'

const R = 8

/** A level as a disc more or less full; a bar through it when the commune is not concerned; nothing said: a dotted ring. */
export function NiveauDisc({ niveau }: { niveau: Niveau | null }) {
  return (
    <svg
      className="niveau"
      viewBox="0 0 20 20"
      role="img"
      aria-label={niveau ? niveaux[niveau] : 'Rien de dit'}
    >
      <Disc niveau={niveau} />
    </svg>
  )
}

/** Every disc once, for a page that shows hundreds: `NiveauMark` then only names its own. */
export function NiveauDefs() {
  const all: Array<Niveau | null> = [...(Object.keys(niveaux) as Niveau[]), null] // keys of a const record
  return (
    <svg className="niveau-defs" aria-hidden="true">
      {all.map((niveau) => (
        <symbol key={idOf(niveau)} id={idOf(niveau)} viewBox="0 0 20 20">
          <Disc niveau={niveau} />
        </symbol>
      ))}
    </svg>
  )
}

const idOf = (niveau: Niveau | null): string => `niveau-${niveau ?? 'rien'}`

/** A disc beside a text that says the same. */
export function NiveauMark({ niveau }: { niveau: Niveau | null }) {
  return (
    <svg className="niveau" aria-hidden="true">
      <use href={`#${idOf(niveau)}`} />
    </svg>
  )
}

function Disc({ niveau }: { niveau: Niveau | null }) {
  const share = niveau ? niveauShares[niveau] : 0
  return (
    <>
      <circle cx="10" cy="10" r={R} className={niveau ? 'niveau-ring' : 'niveau-ring unsaid'} />
      {share === 1 && <circle cx="10" cy="10" r={R} className="niveau-full" />}
      {share > 0 && share < 1 && <path d={sector(share)} className="niveau-full" />}
      {niveau === 'pas_concernee' && <line x1="5.5" y1="10" x2="14.5" y2="10" className="niveau-bar" />}
    </>
  )
}

/** The part of the disc that is full, clockwise from the top. */
function sector(share: number): string {
  const angle = share * 2 * Math.PI
  const [x, y] = [10 + R * Math.sin(angle), 10 - R * Math.cos(angle)]
  return `M10 10 L10 ${10 - R} A${R} ${R} 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(3)} ${y.toFixed(3)} Z`
}
