import { PenLine, Snowflake } from 'lucide-react'
import { useRef } from 'react'
import { Form } from 'react-router'
import { formatList } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { VersionsCard, VisasCard } from './ecrit-cards.tsx'
import { type PartComment, PartComments } from './ecrit-comments.tsx'
import type { Choice } from './form.tsx'
import { HiddenInput } from './form.tsx'
import { liveSentences, type PartText, useCaret, useLiveText } from './live-text.ts'
import { Notice } from './page.tsx'
import type { PresentPerson } from './presence.tsx'
import './ecrit.css'

interface Part {
  cle: string
  label: string
  hint?: string
  texte: string
  pris?: ReadonlyArray<string>
}

interface DeskData {
  ecrit: { id: string; parts: ReadonlyArray<Part>; ferme: string | null }
  marque: string
  personneId: string
  others: ReadonlyArray<PresentPerson>
  comments: ReadonlyArray<PartComment & { partie: string | null }>
  versions: Parameters<typeof VersionsCard>[0]['versions']
  visas: Parameters<typeof VisasCard>[0]['visas']
  writers: ReadonlyArray<Choice>
}

interface DeskProps {
  desk: DeskData
  /** The page of the text: what is typed goes to its `ecrire`, the comparison is its `versions`. */
  base: string
  refused: RefusedForm | undefined
}

/** The page where a text is written by several people: its parts, what is said of them, its versions and visas. */
export function EcritDesk({ desk, base, refused }: DeskProps) {
  const { ecrit, comments, versions, visas, writers, personneId } = desk
  const live = useLiveText({ ...desk, url: `${base}/ecrire`, id: ecrit.id, parts: ecrit.parts })
  const compareTo = `${base}/versions`
  return (
    <div className="ecrit">
      <div className="stack">
        {ecrit.ferme ? (
          <Notice tone="info">{ecrit.ferme}</Notice>
        ) : (
          <p role="status" className="small muted">
            {liveSentences[live.state]}
          </p>
        )}
        {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
        {ecrit.parts.map((part) => (
          <section key={part.cle} className="card stack-s" aria-labelledby={`titre-${part.cle}`}>
            <PartEditor part={part} live={live} isClosed={ecrit.ferme !== null} />
            <Taken lines={part.pris ?? []} />
            <PartComments
              partie={part.cle}
              label={part.label}
              comments={comments.filter(({ partie }) => partie === part.cle)}
              {...{ writers, personneId, refused }}
            />
          </section>
        ))}
      </div>
      <div className="stack ecrit-aside">
        <VisasCard {...{ visas, writers, personneId, compareTo, refused }} />
        <VersionsCard {...{ versions, compareTo, refused }} isOpen={ecrit.ferme === null} />
      </div>
    </div>
  )
}

/** What the document takes from the project under a heading, beside what is typed. */
function Taken({ lines }: { lines: ReadonlyArray<string> }) {
  if (lines.length === 0) return null
  return (
    <ul className="list taken">
      {lines.map((line) => (
        <li key={line}>
          <Snowflake aria-hidden size={15} /> {line}
        </li>
      ))}
    </ul>
  )
}

type Live = ReturnType<typeof useLiveText>

function PartEditor({ part, live, isClosed }: { part: Part; live: Live; isClosed: boolean }) {
  const { cle, label, hint } = part
  const here = live.others.filter((person) => person.partie === cle).map(({ nom }) => nom)
  const text = live.texts[cle] ?? { typed: part.texte, base: part.texte }
  const id = `partie-${cle}`
  return (
    <>
      <div className="row ecrit-head">
        <h2 id={`titre-${cle}`}>
          <label htmlFor={isClosed ? undefined : id}>{label}</label>
        </h2>
        <span className="small ecrit-here" role="status">
          {here.length > 0 && (
            <>
              <PenLine aria-hidden size={14} />{' '}
              {`${formatList(here)} ${here.length > 1 ? 'écrivent' : 'écrit'} ici`}
            </>
          )}
        </span>
      </div>
      {hint && !isClosed && (
        <p className="small muted" id={`aide-${cle}`}>
          {hint}
        </p>
      )}
      {isClosed ? (
        <p className="prose">{part.texte || <span className="muted">Non écrite.</span>}</p>
      ) : (
        <PartArea cle={cle} id={id} hasHint={hint !== undefined} text={text} live={live} />
      )}
    </>
  )
}

interface AreaProps {
  cle: string
  id: string
  hasHint: boolean
  text: PartText
  live: Live
}

function PartArea({ cle, id, hasHint, text, live }: AreaProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  useCaret(area, text.typed)
  return (
    <Form method="post" className="stack-s" preventScrollReset>
      <HiddenInput name="intention" value="partie" />
      <HiddenInput name="partie" value={cle} />
      <HiddenInput name="base" value={text.base} />
      <textarea
        ref={area}
        id={id}
        name="texte"
        className="input ecrit-area"
        rows={5}
        value={text.typed}
        aria-describedby={hasHint ? `aide-${cle}` : undefined}
        onFocus={() => live.enter(cle)}
        onBlur={() => live.enter(null)}
        onChange={(event) => live.type(cle, event.target.value)}
      />
      <noscript>
        <button type="submit" className="btn small">
          Enregistrer cette partie
        </button>
      </noscript>
    </Form>
  )
}
