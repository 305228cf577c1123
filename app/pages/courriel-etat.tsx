import { Badge, type Tone } from '#app/ui/page.tsx'

const words: Record<string, { label: string; tone: Tone }> = {
  a_envoyer: { label: 'à envoyer', tone: 'ochre' },
  envoye: { label: 'envoyé', tone: 'green' },
  refuse: { label: 'refusé', tone: 'red' },
  boite_locale: { label: 'gardé ici', tone: 'neutral' },
}

export function EtatBadge({ etat }: { etat: string }) {
  const its = words[etat]
  return <Badge tone={its?.tone ?? 'neutral'}>{its?.label ?? etat}</Badge>
}

export const etatChoices = [
  <option key="" value="">
    Tous
  </option>,
  ...Object.entries(words).map(([value, { label }]) => (
    <option key={value} value={value}>
      {label}
    </option>
  )),
]
