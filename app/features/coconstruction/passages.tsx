import { ArrowDown, ArrowUp } from 'lucide-react'
import { Form, Link, useNavigation } from 'react-router'
import { formatCount, shorten } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { CheckList, type Choice, FormFields, HiddenInput, TextArea } from '#app/ui/form.tsx'
import { Badge, Card, Empty, Exemple } from '#app/ui/page.tsx'
import type { Passage } from './contributions.queries.server.ts'
import { passageFields } from './demarche.fields.ts'
import type { WorkshopPage } from './demarche-page.server.ts'

interface DraftProps {
  page: WorkshopPage
  refused: RefusedForm | undefined
}

const SHORT = 90

/** What a passage may cite: the contributions on its axis, then those on the whole. */
function citableOf({ contributions, wholeContributions }: WorkshopPage): Choice[] {
  return [
    ...contributions.map(({ id, texte, auteur }) => ({
      value: id,
      label: `${shorten(texte, SHORT)} (${auteur})`,
    })),
    ...wholeContributions.map(({ id, texte, auteur }) => ({
      value: id,
      label: `Sur l’ensemble : ${shorten(texte, SHORT)} (${auteur})`,
    })),
  ]
}

/** The draft of an axis: its passages in order, each saying what it comes from. */
export function DraftCard({ page, refused }: DraftProps) {
  const { passages, axe, leads, demarche } = page
  const canWrite = leads && (demarche.etat === 'contributions' || demarche.etat === 'redaction')
  const cited = passages.filter((its) => its.citations.length > 0).length
  return (
    <Card
      title="Le texte"
      aside={
        passages.length > 0 && (
          <span className="muted small">
            {formatCount(passages.length, 'passage')}, dont {cited} issus d’une contribution
          </span>
        )
      }
    >
      {passages.length === 0 && <EmptyDraft page={page} canWrite={canWrite} />}
      <ol className="list">
        {passages.map((passage, rank) => (
          <li key={passage.id} className="passage" id={`p-${passage.id}`}>
            <PassageText passage={passage} page={page} />
            {canWrite && (
              <PassageDesk
                passage={passage}
                ends={{ first: rank === 0, last: rank === passages.length - 1 }}
                citable={citableOf(page)}
                refused={refused}
              />
            )}
          </li>
        ))}
      </ol>
      {canWrite && axe && <NewPassage page={page} refused={refused} />}
    </Card>
  )
}

function EmptyDraft({ page: { axe }, canWrite }: { page: WorkshopPage; canWrite: boolean }) {
  if (!canWrite || !axe?.texte)
    return (
      <Empty title="Rien n’est encore écrit pour cet axe.">
        Les passages s’écrivent un par un, à partir des contributions.
      </Empty>
    )
  return (
    <div className="stack-s">
      <p className="muted">Rien n’est encore écrit. Le texte d’aujourd’hui :</p>
      <p className="prose">{axe.texte}</p>
      <Form method="post">
        <HiddenInput name="intention" value="partir" />
        <HiddenInput name="axe" value={axe.id} />
        <button type="submit" className="btn">
          Partir de ce texte
        </button>
      </Form>
    </div>
  )
}

function PassageText({ passage, page }: { passage: Passage; page: WorkshopPage }) {
  const known = new Map(page.contributions.map((its) => [its.id, its.auteur]))
  return (
    <>
      <div className="row">
        <strong className="small">Passage {passage.rang}</strong>
        {passage.origine === 'actuel' && <Badge>Texte d’aujourd’hui</Badge>}
        {passage.exemple && <Exemple />}
      </div>
      <p>{passage.texte}</p>
      {passage.citations.length > 0 && (
        <p className="small muted">
          D’après{' '}
          {passage.citations.map((id, rank) => (
            <span key={id}>
              {rank > 0 && ', '}
              {known.has(id) ? (
                <Link to={`#c-${id}`}>{known.get(id)}</Link>
              ) : (
                'une contribution sur l’ensemble'
              )}
            </span>
          ))}
        </p>
      )}
    </>
  )
}

interface PassageDeskProps {
  passage: Passage
  ends: { first: boolean; last: boolean }
  citable: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

function PassageDesk({ passage, ends, citable, refused }: PassageDeskProps) {
  const own = refused?.values.passage?.[0] === passage.id ? refused : undefined
  return (
    <div className="row">
      <MoveButtons id={passage.id} rang={passage.rang} ends={ends} />
      <details className="folded" open={own !== undefined}>
        <summary>
          Récrire<span className="sr-only"> le passage {passage.rang}</span>
        </summary>
        <PassageForm
          key={passage.version}
          intention="recrire"
          passage={passage}
          citable={citable}
          refused={own}
          hidden={{ passage: passage.id, version: passage.version }}
        />
      </details>
      <Form method="post" preventScrollReset>
        <HiddenInput name="intention" value="supprimer" />
        <HiddenInput name="passage" value={passage.id} />
        <button type="submit" className="btn ghost small">
          Retirer<span className="sr-only"> le passage {passage.rang}</span>
        </button>
      </Form>
    </div>
  )
}

function MoveButtons({
  id,
  rang,
  ends,
}: {
  id: string
  rang: number
  ends: { first: boolean; last: boolean }
}) {
  return (
    <Form method="post" className="row" preventScrollReset>
      <HiddenInput name="intention" value="deplacer" />
      <HiddenInput name="passage" value={id} />
      <button
        type="submit"
        name="direction"
        value="haut"
        className="btn ghost small"
        disabled={ends.first}
        aria-label={`Monter le passage ${rang}`}
      >
        <ArrowUp aria-hidden size={14} />
      </button>
      <button
        type="submit"
        name="direction"
        value="bas"
        className="btn ghost small"
        disabled={ends.last}
        aria-label={`Descendre le passage ${rang}`}
      >
        <ArrowDown aria-hidden size={14} />
      </button>
    </Form>
  )
}

function NewPassage({ page, refused }: DraftProps) {
  const own = refused?.values.intention?.[0] === 'ajouter' ? refused : undefined
  return (
    <details className="folded" open={own !== undefined}>
      <summary>Écrire un passage</summary>
      <PassageForm
        key={page.passages.length}
        intention="ajouter"
        passage={{ texte: '', citations: [] }}
        citable={citableOf(page)}
        refused={own}
        hidden={{ axe: page.axe?.id ?? '' }}
      />
    </details>
  )
}

interface PassageFormProps {
  intention: 'ajouter' | 'recrire'
  passage: Pick<Passage, 'texte' | 'citations'>
  citable: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
  hidden: Record<string, string | number>
}

function PassageForm({ intention, passage, citable, refused, hidden }: PassageFormProps) {
  const busy = useNavigation().state !== 'idle'
  const idPrefix = `${intention}-${hidden.passage ?? ''}-`
  return (
    <Form method="post" className="stack-s" preventScrollReset>
      <FormFields words={passageFields} values={passage} refused={refused} idPrefix={idPrefix}>
        <HiddenInput name="intention" value={intention} />
        {Object.entries(hidden).map(([name, value]) => (
          <HiddenInput key={name} name={name} value={value} />
        ))}
        <TextArea name="texte" rows={6} required />
        {citable.length > 0 && (
          <div className="cites">
            <CheckList name="citations" choices={citable} />
          </div>
        )}
        <div>
          <button type="submit" className="btn primary small" disabled={busy}>
            Enregistrer le passage
          </button>
        </div>
      </FormFields>
    </Form>
  )
}
