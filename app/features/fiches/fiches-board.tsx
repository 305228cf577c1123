import { ArrowRight } from 'lucide-react'
import { Form, Link, useNavigation, useSearchParams } from 'react-router'
import { type Choice, HiddenInput } from '#app/ui/form.tsx'
import { AxeDot, Exemple } from '#app/ui/page.tsx'
import { filterParams } from './fiche.filter.ts'
import { type FicheEtat, ficheEtats } from './fiche.schema.ts'
import type { BoardCard } from './fiches-views.queries.server.ts'
import './fiches.css'

type Card = BoardCard & { moves: Choice[] }

/** One column a state; a card moves with its button, by mouse, keyboard or without JavaScript. */
export function FichesBoard({ cards }: { cards: ReadonlyArray<Card> }) {
  const columns = Object.keys(ficheEtats) as FicheEtat[] // keys of a const record
  return (
    <div className="fiche-board">
      {columns.map((etat) => (
        <Column key={etat} etat={etat} cards={cards.filter((card) => card.etat === etat)} />
      ))}
    </div>
  )
}

function Column({ etat, cards }: { etat: FicheEtat; cards: ReadonlyArray<Card> }) {
  const [params] = useSearchParams()
  const total = cards[0]?.total ?? 0
  const query = filterParams(params)
  query.delete('etat')
  query.set('etat', etat)
  return (
    <section aria-labelledby={`colonne-${etat}`} className="fiche-column">
      <h2 id={`colonne-${etat}`}>
        {ficheEtats[etat]} <span className="muted">{total}</span>
      </h2>
      <ul className="list stack-s">
        {cards.map((card) => (
          <li key={card.id} className="fiche-card">
            <p className="row small muted">
              {card.axeNumero && <AxeDot numero={card.axeNumero} />} {card.code} {card.exemple && <Exemple />}
            </p>
            <Link to={`../${card.code}`} relative="path">
              {card.titre}
            </Link>
            {card.porteur && <p className="small muted">{card.porteur}</p>}
            {card.moves.map((move) => (
              <MoveButton key={move.value} card={card} move={move} />
            ))}
          </li>
        ))}
      </ul>
      {total > cards.length && (
        <Link to={`../?${query}`} relative="path" className="small">
          Voir les {total} fiches
        </Link>
      )}
    </section>
  )
}

function MoveButton({ card, move }: { card: Card; move: Choice }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" preventScrollReset>
      <HiddenInput name="intention" value="etat" />
      <HiddenInput name="code" value={card.code} />
      <HiddenInput name="version" value={card.version} />
      <HiddenInput name="vers" value={move.value} />
      <button
        type="submit"
        className="btn small"
        disabled={busy}
        aria-label={`${move.label} : ${card.titre}`}
      >
        {move.label} <ArrowRight aria-hidden size={14} />
      </button>
    </Form>
  )
}
