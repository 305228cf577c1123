import { History, Pencil, PenLine, RefreshCw, Snowflake } from 'lucide-react'
import { Form, Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { Card, Notice } from '#app/ui/page.tsx'
import type { BlocChange } from './experience.rules.ts'
import type { Bloc, ExperienceEtat } from './experience.schema.ts'

const moveWords: Record<ExperienceEtat, string> = {
  brouillon: 'Reprendre la rédaction',
  a_relire: 'Demander une relecture',
  relue: 'Valider la relecture',
}

/** Where the sheet stands, what it lacks, and what can be done. */
export function MovesCard({
  missing,
  next,
  relecture,
  editTo,
  writeTo,
}: {
  missing: ReadonlyArray<string>
  next: ReadonlyArray<ExperienceEtat>
  relecture: string | null
  editTo: string
  writeTo: string
}) {
  return (
    <Card title="Rédaction et relecture">
      {relecture && <p>Relue par {relecture}.</p>}
      {missing.length > 0 && (
        <Notice tone="warning">
          <p>Avant la relecture :</p>
          <ul>
            {missing.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="row">
        <Link className="btn primary" to={writeTo}>
          <PenLine aria-hidden size={16} /> Écrire
        </Link>
        <Link className="btn" to={editTo}>
          <Pencil aria-hidden size={16} /> Titre et citation
        </Link>
        {next.map((to) => (
          <Form method="post" key={to}>
            <input type="hidden" name="intention" value="etat" />
            <button className="btn" type="submit" name="vers" value={to}>
              {moveWords[to]}
            </button>
          </Form>
        ))}
      </div>
    </Card>
  )
}

/** The blocks taken from the project, and those the project now says otherwise. */
export function BlocsCard({
  blocs,
  changes,
  absent,
}: {
  blocs: ReadonlyArray<Bloc>
  changes: ReadonlyArray<BlocChange>
  absent: ReadonlyArray<{ cle: string; titre: string }>
}) {
  const changed = new Map(changes.map((change) => [change.cle, change]))
  return (
    <Card
      title="Pris dans le projet"
      aside={changes.length > 0 && <ButtonForm intention="figer" cle="" label="Tout reprendre ce jour" />}
    >
      <ul className="list blocs">
        {blocs.map((bloc) => (
          <li key={bloc.cle} className="stack-s">
            <p className="row">
              <Snowflake aria-hidden size={15} /> <strong>{bloc.titre}</strong>
              <span className="muted">figé le {formatDate(bloc.figeLe)}</span>
            </p>
            <Changed change={changed.get(bloc.cle)} figeLe={formatDate(bloc.figeLe)} />
            <div className="row">
              {changed.has(bloc.cle) && (
                <ButtonForm intention="figer" cle={bloc.cle} label="Reprendre ce jour" of={bloc.titre} />
              )}
              <ButtonForm intention="retirer-bloc" cle={bloc.cle} label="Retirer" of={bloc.titre} />
            </div>
          </li>
        ))}
        {absent.map(({ cle, titre }) => (
          <li key={cle} className="row">
            <span>{titre}</span> <ButtonForm intention="figer" cle={cle} label="Ajouter" of={titre} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Changed({ change, figeLe }: { change: BlocChange | undefined; figeLe: string }) {
  if (!change) return null
  return (
    <Notice tone="warning">
      <p className="row">
        <History aria-hidden size={15} /> <strong>A changé depuis le {figeLe}</strong>
      </p>
      <ul>
        {change.ajoutes.map((line) => (
          <li key={`+${line}`}>En plus : {line}</li>
        ))}
        {change.retires.map((line) => (
          <li key={`-${line}`}>N’y est plus : {line}</li>
        ))}
      </ul>
    </Notice>
  )
}

function ButtonForm({
  intention,
  cle,
  label,
  of,
}: {
  intention: string
  cle: string
  label: string
  of?: string
}) {
  return (
    <Form method="post">
      <input type="hidden" name="intention" value={intention} />
      <button className="btn small" type="submit" name="cle" value={cle}>
        {intention === 'figer' && <RefreshCw aria-hidden size={14} />} {label}
        {of && <span className="sr-only"> : {of}</span>}
      </button>
    </Form>
  )
}
