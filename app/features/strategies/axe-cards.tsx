import { Form, Link } from 'react-router'
import { addDays, formatDateLong } from '#app/lib/dates.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, SelectInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { Card, Notice } from '#app/ui/page.tsx'
import { axeFields } from './axe.fields.ts'
import { diffWords } from './axe.rules.ts'
import { levelName } from './axe.schema.ts'
import type { AxePage } from './axe-page.server.ts'
import './strategies.css'

/** Two texts as one, with what came in and what went out. */
export function Diff({ before, after }: { before: string; after: string }) {
  return (
    <p className="diff prose">
      {diffWords(before, after).map((piece, index) => {
        const key = `${index}`
        if (piece.kind === 'added') return <ins key={key}>{piece.text}</ins>
        if (piece.kind === 'removed') return <del key={key}>{piece.text}</del>
        return <span key={key}>{piece.text}</span>
      })}
    </p>
  )
}

/** The texts an axis has had, newest first, each compared with the one before. */
export function VersionsCard({ page, base }: { page: AxePage; base: string }) {
  const { versions } = page
  return (
    <Card title="Textes successifs">
      <ul className="timeline">
        {versions.map((its, index) => {
          const older = versions[index + 1]
          return (
            <li key={its.id} className="stack-s">
              <div>
                <Link to={`?au=${its.debut}`}>{`Depuis le ${formatDateLong(its.debut)}`}</Link>
                {its.fin && (
                  <span className="muted">{`, jusqu’au ${formatDateLong(addDays(its.fin, -1))}`}</span>
                )}
                {its.avenantNumero && (
                  <span>
                    {' · '}
                    <Link
                      to={`${base}/documents/${its.documentCode}/avenants/${its.avenantNumero}`}
                    >{`avenant n° ${its.avenantNumero}`}</Link>
                  </span>
                )}
              </div>
              {older ? (
                <details className="disclosure">
                  <summary>Ce qui a changé</summary>
                  <Diff
                    before={`${older.numero}. ${older.titre}\n${older.texte}`}
                    after={`${its.numero}. ${its.titre}\n${its.texte}`}
                  />
                </details>
              ) : (
                <span className="small muted">Premier texte</span>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** What may be changed of an axis; while a signed document is in force, where to go instead. */
export function AxeDesk({ page, refused }: { page: AxePage; refused: RefusedForm | undefined }) {
  if (!page.canEdit || !page.current || !page.isOpen) return null
  if (page.state.kind === 'signe')
    return (
      <Notice>
        {`Cet axe est celui de ${page.state.documents.join(' et de ')}, en vigueur : son texte change par un avenant, depuis la page du document.`}
      </Notice>
    )
  const isMine = (intention: string) => (refused?.values.intention?.[0] === intention ? refused : undefined)
  return (
    <Card title="Modifier">
      <RewriteForm page={page} current={page.current} refused={isMine('texte')} />
      <PlaceForm page={page} refused={isMine('place')} />
      <BelowForm page={page} refused={isMine('enfant')} />
    </Card>
  )
}

interface DeskProps {
  page: AxePage
  refused: RefusedForm | undefined
}

function RewriteForm({ page, current, refused }: DeskProps & { current: NonNullable<AxePage['current']> }) {
  return (
    <details className="disclosure" open={refused !== undefined}>
      <summary>Réécrire</summary>
      <Form method="post" className="form">
        <FormFields
          words={axeFields}
          values={{ ...current, debut: null }}
          refused={refused}
          idPrefix="texte-"
        >
          <HiddenInput name="intention" value="texte" />
          <HiddenInput name="version" value={page.axe.version} />
          <div className="form-section">
            <TextInput name="numero" required />
            <TextInput name="court" />
            {page.state.kind === 'echu' && <DateInput name="debut" required />}
            <TextInput name="titre" required wide />
          </div>
          <TextArea name="texte" rows={5} />
        </FormFields>
        <div>
          <button type="submit" className="btn primary">
            Enregistrer
          </button>
        </div>
      </Form>
    </details>
  )
}

function PlaceForm({ page, refused }: DeskProps) {
  const parents = page.parents.map((its) => ({ value: its.id, label: `${its.numero}. ${its.titre}` }))
  return (
    <details className="disclosure" open={refused !== undefined}>
      <summary>Ranger ailleurs dans l’arbre</summary>
      <Form method="post" className="form">
        <FormFields
          words={axeFields}
          values={{ parentId: page.axe.parentId }}
          refused={refused}
          idPrefix="place-"
        >
          <HiddenInput name="intention" value="place" />
          <SelectInput name="parentId" choices={parents} empty="Au premier niveau" />
        </FormFields>
        <div>
          <button type="submit" className="btn">
            Ranger ici
          </button>
        </div>
      </Form>
    </details>
  )
}

function BelowForm({ page, refused }: DeskProps) {
  return (
    <details className="disclosure" open={refused !== undefined}>
      <summary>{`Ajouter : ${levelName(page.depth + 1).toLowerCase()}`}</summary>
      <Form method="post" className="form">
        <FormFields words={axeFields} values={{ debut: page.at }} refused={refused} idPrefix="enfant-">
          <HiddenInput name="intention" value="enfant" />
          <HiddenInput name="arbreId" value={page.axe.arbreId} />
          <HiddenInput name="parentId" value={page.axe.id} />
          <div className="form-section">
            <TextInput name="numero" required />
            <TextInput name="court" />
            <DateInput name="debut" required />
            <TextInput name="titre" required wide />
          </div>
          <TextArea name="texte" rows={3} />
        </FormFields>
        <div>
          <button type="submit" className="btn primary">
            Ajouter
          </button>
        </div>
      </Form>
    </details>
  )
}
