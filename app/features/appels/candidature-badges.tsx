import { Badge, type Tone } from '#app/ui/page.tsx'
import { type CandidatureEtat, candidatureEtats, type LettreEtat, lettreEtats } from './candidature.words.ts'

const etatTones: Record<CandidatureEtat, Tone> = {
  etudiee: 'brand',
  en_montage: 'ochre',
  deposee: 'violet',
  gagnee: 'green',
  perdue: 'red',
  renoncee: 'neutral',
}

export function CandidatureEtatBadge({ etat }: { etat: CandidatureEtat }) {
  return <Badge tone={etatTones[etat]}>{candidatureEtats[etat]}</Badge>
}

const lettreTones: Record<LettreEtat, Tone> = {
  a_demander: 'red',
  demandee: 'ochre',
  redigee: 'ochre',
  deliberee: 'brand',
  signee: 'green',
  sans_objet: 'neutral',
}

export function LettreBadge({ lettre }: { lettre: LettreEtat }) {
  return <Badge tone={lettreTones[lettre]}>{lettreEtats[lettre]}</Badge>
}
