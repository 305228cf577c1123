import { Badge, type Tone } from '#app/ui/page.tsx'
import { type FicheEtat, ficheEtats } from './fiche.schema.ts'

const tones: Record<FicheEtat, Tone> = {
  idee: 'neutral',
  en_montage: 'ochre',
  validee: 'brand',
  en_cours: 'green',
  terminee: 'neutral',
  abandonnee: 'red',
}

/** The state of a fiche, in words first and colour second. */
export function EtatBadge({ etat }: { etat: FicheEtat }) {
  return <Badge tone={tones[etat]}>{ficheEtats[etat]}</Badge>
}
