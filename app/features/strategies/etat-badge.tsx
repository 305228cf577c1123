import { Badge, type Tone } from '#app/ui/page.tsx'
import { type DocumentEtat, documentEtats, type SignataireEtat, signataireEtats } from './document.schema.ts'

const tones: Record<DocumentEtat, Tone> = {
  redaction: 'ochre',
  signe: 'brand',
  en_vigueur: 'green',
  proroge: 'violet',
  echu: 'neutral',
}

export function DocumentEtatBadge({ etat }: { etat: DocumentEtat }) {
  return <Badge tone={tones[etat]}>{documentEtats[etat]}</Badge>
}

const signingTones: Record<SignataireEtat, Tone> = { invite: 'ochre', delibere: 'brand', signe: 'green' }

export function SignataireEtatBadge({ etat }: { etat: SignataireEtat }) {
  return <Badge tone={signingTones[etat]}>{signataireEtats[etat]}</Badge>
}
