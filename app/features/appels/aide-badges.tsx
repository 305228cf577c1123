import { Badge, type Tone } from '#app/ui/page.tsx'
import { type AideEtat, aideEtats, type Concerne, concerneWords } from './aide.words.ts'

const concerneTones: Record<Concerne, Tone> = { oui: 'green', a_verifier: 'ochre', non: 'neutral' }

export function ConcerneBadge({ concerne }: { concerne: Concerne }) {
  return <Badge tone={concerneTones[concerne]}>{concerneWords[concerne]}</Badge>
}

const etatTones: Record<AideEtat, Tone> = { a_examiner: 'brand', suivie: 'green', ecartee: 'neutral' }

export function AideEtatBadge({ etat }: { etat: AideEtat }) {
  return <Badge tone={etatTones[etat]}>{aideEtats[etat]}</Badge>
}
