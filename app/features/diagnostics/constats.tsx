import { Form, Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { Badge, Empty, Exemple } from '#app/ui/page.tsx'
import { ChiffresTable } from './constat-chiffres.tsx'
import { accords } from './diagnostic.schema.ts'
import type { ConstatWithChiffres, DiagnosticView } from './diagnostic-page.server.ts'
import { Dots, VoteForm } from './dots.tsx'
import { Observation } from './observation-view.tsx'
import './diagnostics.css'

interface ConstatsProps {
  view: DiagnosticView
  /** Address of the territory. */
  base: string
}

/** The findings of a diagnosis, those the group finds most pressing first. */
export function Constats({ view, base }: ConstatsProps) {
  if (view.constats.length === 0)
    return (
      <Empty
        title="Aucun constat pour l’instant."
        action={
          view.canEdit && (
            <Link className="btn primary" to="constats/nouveau">
              Ajouter un constat
            </Link>
          )
        }
      >
        Un constat réunit quelques chiffres, ce que dit le terrain, et ce que le groupe en lit.
      </Empty>
    )
  return (
    <div className="stack">
      {view.constats.map((constat, at) => (
        <Constat key={constat.id} constat={constat} view={view} base={base} rank={at + 1} />
      ))}
    </div>
  )
}

const tones = {
  a_lire: 'neutral',
  accord: 'green',
  desaccord: 'red',
  chiffres_muets: 'ochre',
  terrain_muet: 'ochre',
} as const

function Constat({
  constat,
  view,
  base,
  rank,
}: ConstatsProps & { constat: ConstatWithChiffres; rank: number }) {
  const { id, titre, accord, lecture, points, voix, exemple } = constat
  const { diagnostic, canEdit, canVote } = view
  return (
    <section className={`card finding finding-${accord} stack`} id={id} aria-labelledby={`constat-${id}`}>
      <header>
        <div className="stack-s">
          <h2 id={`constat-${id}`}>{`${rank}. ${titre}`}</h2>
          <p className="row">
            <Badge tone={tones[accord]}>{accords[accord]}</Badge>
            <span className="small muted">
              {formatCount(points, 'point')} de priorité,{' '}
              {voix === 0 ? 'personne n’a voté' : formatCount(voix, 'voix', 'voix')}
            </span>
            {exemple && <Exemple />}
          </p>
        </div>
        <Dots points={points} voices={voix} />
      </header>
      {lecture && <p className="finding-reading">{lecture}</p>}
      <Parts constat={constat} base={base} />
      {constat.engagements.length > 0 && <Engagements constat={constat} base={base} />}
      {canVote && diagnostic.etat === 'partage' && <VoteForm id={id} titre={titre} mine={constat.mine} />}
      {canEdit && diagnostic.etat !== 'valide' && <Tools constat={constat} />}
    </section>
  )
}

function Parts({ constat, base }: { constat: ConstatWithChiffres; base: string }) {
  const { chiffres, figesLe, observations, titre } = constat
  return (
    <div className="finding-parts">
      <div>
        <h3>Les chiffres</h3>
        {chiffres.length === 0 ? (
          <p className="muted">Aucun chiffre choisi.</p>
        ) : (
          <ChiffresTable chiffres={chiffres} titre={titre} base={base} />
        )}
        <p className="small muted">
          {figesLe
            ? `Chiffres figés le ${formatDate(figesLe)}.`
            : 'Chiffres vivants : ils suivent les imports.'}
        </p>
      </div>
      <div className="stack">
        <h3>Le terrain</h3>
        {observations.length === 0 && <p className="muted">Aucune observation choisie.</p>}
        {observations.map((observation) => (
          <Observation key={observation.id} observation={observation} base={base} />
        ))}
      </div>
    </div>
  )
}

function Engagements({ constat, base }: { constat: ConstatWithChiffres; base: string }) {
  return (
    <div>
      <h3>Ce qu’il fonde</h3>
      <ul>
        {constat.engagements.map(({ id, texte }) => (
          <li key={id}>
            <Link to={`${base}/engagements/${id}`}>{texte}</Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Tools({ constat: { id, titre } }: { constat: ConstatWithChiffres }) {
  return (
    <div className="row">
      <Link className="btn small" to={`constats/${id}`} aria-label={`Modifier : ${titre}`}>
        Modifier
      </Link>
      <Form method="post">
        <input type="hidden" name="geste" value="retirer" />
        <input type="hidden" name="constat" value={id} />
        <button type="submit" className="btn ghost small" aria-label={`Retirer : ${titre}`}>
          Retirer
        </button>
      </Form>
    </div>
  )
}
