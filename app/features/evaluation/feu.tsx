import { Circle, CircleCheck, CircleDashed, CircleX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge, type Tone } from '#app/ui/page.tsx'
import { type Feu, feuWords, type Standing } from './suivi.rules.ts'

const looks: Record<Feu, { tone: Tone; icon: ReactNode }> = {
  vert: { tone: 'green', icon: <CircleCheck aria-hidden size={13} /> },
  orange: { tone: 'ochre', icon: <TriangleAlert aria-hidden size={13} /> },
  rouge: { tone: 'red', icon: <CircleX aria-hidden size={13} /> },
  pas_assez: { tone: 'neutral', icon: <CircleDashed aria-hidden size={13} /> },
  sans_cible: { tone: 'neutral', icon: <Circle aria-hidden size={13} /> },
}

/** A light: its word, its shape, its colour, and always its rule under it. */
export function FeuShown({ standing }: { standing: Standing }) {
  const { tone, icon } = looks[standing.feu]
  return (
    <div>
      <Badge tone={tone}>
        {icon} {feuWords[standing.feu]}
      </Badge>
      <p className="small muted">{standing.regle}</p>
    </div>
  )
}
