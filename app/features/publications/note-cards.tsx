import { History, LayoutList, PenLine, Snowflake } from 'lucide-react'
import { Form, Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Card, Notice } from '#app/ui/page.tsx'
import type { NotePage } from './note-page.server.ts'
import './publications.css'

/** Where a note stands and what can be done with it. */
export function NoteMoves({
  note,
  writeTo,
  planTo,
}: Pick<NotePage, 'note'> & { writeTo: string; planTo: string }) {
  const isFinal = note.etat === 'finale'
  return (
    <Card title="Rédaction">
      <div className="stack-s">
        {isFinal && <p className="muted">Finale : son texte et ses blocs ne changent plus.</p>}
        <div className="row">
          <Link className={isFinal ? 'btn' : 'btn primary'} to={writeTo}>
            <PenLine aria-hidden size={16} /> {isFinal ? 'Versions et visas' : 'Écrire'}
          </Link>
          {!isFinal && (
            <Link className="btn" to={planTo}>
              <LayoutList aria-hidden size={16} /> Plan et blocs
            </Link>
          )}
        </div>
        <Form method="post" className="row">
          {!note.modele && (
            <button type="submit" className="btn" name="intention" value={isFinal ? 'reprendre' : 'finir'}>
              {isFinal ? 'Reprendre en rédaction' : 'Rendre finale'}
            </button>
          )}
          {!note.modele && (
            <button type="submit" className="btn" name="intention" value="modele">
              En faire un modèle
            </button>
          )}
          <button type="submit" className="btn ghost" name="intention" value="archiver">
            Ranger
          </button>
        </Form>
      </div>
    </Card>
  )
}

/** The blocks of a note: alive, frozen on a day, or frozen on a day while the project now says otherwise. */
export function NoteBlocs({ parties, isFinal }: Pick<NotePage, 'parties'> & { isFinal: boolean }) {
  const blocs = parties.flatMap((partie) => partie.blocs)
  if (blocs.length === 0) return null
  return (
    <Card title={formatCount(blocs.length, 'bloc pris dans le projet', 'blocs pris dans le projet')}>
      <ul className="list blocs">
        {blocs.map((bloc) => (
          <li key={bloc.id} className="stack-s">
            <BlocState bloc={bloc} />
            {!isFinal && <BlocMoves bloc={bloc} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

type Bloc = NotePage['parties'][number]['blocs'][number]

/** The name of a block and how old it is. */
export function BlocState({ bloc }: { bloc: Bloc }) {
  return (
    <>
      <p className="row">
        {bloc.figeLe && <Snowflake aria-hidden size={15} />} <strong>{bloc.titre}</strong>
        <span className="muted">{bloc.figeLe ? `figé le ${formatDate(bloc.figeLe)}` : 'suit le projet'}</span>
      </p>
      {bloc.aChange && bloc.figeLe && (
        <Notice tone="warning">
          <p className="row">
            <History aria-hidden size={15} /> {`A changé depuis le ${formatDate(bloc.figeLe)}.`}
          </p>
        </Notice>
      )}
    </>
  )
}

/** Freezing, thawing, taking again, taking out. */
export function BlocMoves({ bloc, canRemove = false }: { bloc: Bloc; canRemove?: boolean }) {
  const moves = [
    ...(bloc.figeLe === null || bloc.aChange
      ? [{ intention: 'bloc.figer', label: bloc.figeLe === null ? 'Figer' : 'Reprendre ce jour' }]
      : []),
    ...(bloc.figeLe === null ? [] : [{ intention: 'bloc.degeler', label: 'Laisser vivre' }]),
    ...(canRemove ? [{ intention: 'bloc.retirer', label: 'Retirer' }] : []),
  ]
  return (
    <Form method="post" className="row" preventScrollReset>
      <HiddenInput name="blocId" value={bloc.id} />
      {moves.map(({ intention, label }) => (
        <button key={intention} type="submit" className="btn small" name="intention" value={intention}>
          {label}
          <span className="sr-only"> : {bloc.titre}</span>
        </button>
      ))}
    </Form>
  )
}
