import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckInput,
  CheckList,
  DateInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'
import { avenantFields, relationFields, signataireFields } from './document.fields.ts'
import { documentEtats, relationNatures } from './document.schema.ts'
import type { DocumentPage } from './document-page.server.ts'

const dayWords: Record<string, string> = {
  signe: 'Signé le',
  en_vigueur: 'En vigueur depuis le',
  proroge: 'Nouvelle fin (premier jour hors du document)',
  echu: 'Fin (premier jour hors du document)',
}

/** What whoever writes the strategy may do with a document; every form works without JavaScript. */
export function DocumentDesk({ page, refused }: { page: DocumentPage; refused: RefusedForm | undefined }) {
  return (
    <Card title="Faire évoluer le document">
      <div className="stack-s">
        {page.next.map((to) => (
          <Desk
            key={to}
            summary={`Passer à l’état « ${documentEtats[to]} »`}
            intention="etat"
            refused={refused}
            mark={['to', to]}
          >
            <FormFields
              words={{ jour: { label: dayWords[to] ?? 'Le' } }}
              values={{}}
              refused={mine(refused, 'etat', ['to', to])}
              idPrefix={`${to}-`}
            >
              <HiddenInput name="to" value={to} />
              <DateInput name="jour" required />
            </FormFields>
          </Desk>
        ))}
        {page.document.etat === 'redaction' && page.allAxes.length > 0 && (
          <AxesDesk page={page} refused={refused} />
        )}
        <SigningDesk page={page} refused={refused} />
        {page.document.etat !== 'redaction' && page.document.etat !== 'echu' && (
          <Desk summary="Ouvrir un avenant" intention="avenant" refused={refused}>
            <FormFields
              words={avenantFields}
              values={{}}
              refused={mine(refused, 'avenant')}
              idPrefix="avenant-"
            >
              <TextArea name="objet" rows={2} required />
            </FormFields>
          </Desk>
        )}
        <LinkDesk page={page} refused={refused} />
        <RenewalDesk page={page} refused={refused} />
      </div>
    </Card>
  )
}

const renewalWords = {
  titre: { label: 'Titre du nouveau document' },
  code: { label: 'Code', hint: 'Court et stable, comme ptcs-2021.' },
  debut: { label: 'Début' },
  fin: { label: 'Fin (premier jour où il ne vaut plus)' },
}

/** The refused form when it is this one. */
function mine(refused: RefusedForm | undefined, intention: string, mark?: readonly [string, string]) {
  if (refused?.values.intention?.[0] !== intention) return undefined
  return !mark || refused.values[mark[0]]?.[0] === mark[1] ? refused : undefined
}

function Desk(props: {
  summary: string
  intention: string
  refused: RefusedForm | undefined
  mark?: readonly [string, string]
  children: ReactNode
}) {
  const { summary, intention, refused, mark, children } = props
  return (
    <details className="disclosure" open={mine(refused, intention, mark) !== undefined}>
      <summary>{summary}</summary>
      <Form method="post" className="form">
        <HiddenInput name="intention" value={intention} />
        {children}
        <div>
          <button type="submit" className="btn primary">
            Enregistrer
          </button>
        </div>
      </Form>
    </details>
  )
}

interface PartProps {
  page: DocumentPage
  refused: RefusedForm | undefined
}

function AxesDesk({ page, refused }: PartProps) {
  const choices = page.allAxes.map((axe) => ({ value: axe.id, label: `${axe.numero}. ${axe.titre}` }))
  return (
    <Desk summary="Choisir les axes retenus" intention="axes" refused={refused}>
      <FormFields
        words={{ axeIds: { label: 'Axes retenus' } }}
        values={{ axeIds: page.axes.map((axe) => axe.id) }}
        refused={mine(refused, 'axes')}
      >
        <CheckList name="axeIds" choices={choices} />
      </FormFields>
    </Desk>
  )
}

function SigningDesk({ page, refused }: PartProps) {
  return (
    <>
      <Desk summary="Inscrire un signataire" intention="ajouter-signataire" refused={refused}>
        <FormFields
          words={signataireFields}
          values={{}}
          refused={mine(refused, 'ajouter-signataire')}
          idPrefix="invite-"
        >
          <SelectInput name="organisationId" choices={page.organisations} required />
          <SigningFields />
        </FormFields>
      </Desk>
      {page.signataires.length > 0 && (
        <details className="disclosure" open={mine(refused, 'suivre-signataire') !== undefined}>
          <summary>Suivre une signature</summary>
          <div className="stack-s">
            {page.signataires.map((its) => (
              <Desk
                key={its.id}
                summary={its.nom}
                intention="suivre-signataire"
                refused={refused}
                mark={['signataireId', its.id]}
              >
                <FormFields
                  words={signataireFields}
                  values={its}
                  refused={mine(refused, 'suivre-signataire', ['signataireId', its.id])}
                  idPrefix={`${its.id}-`}
                >
                  <HiddenInput name="signataireId" value={its.id} />
                  <HiddenInput name="organisationId" value={its.organisationId} />
                  <HiddenInput name="version" value={its.version} />
                  <SigningFields />
                </FormFields>
              </Desk>
            ))}
          </div>
        </details>
      )}
    </>
  )
}

function SigningFields() {
  return (
    <div className="form-section">
      <TextInput name="fonction" />
      <DateInput name="dateDeliberation" />
      <TextInput name="numeroDeliberation" />
      <DateInput name="dateSignature" />
      <DateInput name="fin" />
      <CheckInput name="aConfirmer" />
    </div>
  )
}

function RenewalDesk({ page, refused }: PartProps) {
  return (
    <Desk summary="Renouveler ce document" intention="renouveler" refused={refused}>
      <p className="small muted">
        Une copie en rédaction : même périmètre, mêmes axes, mêmes signataires à inviter. La filiation est
        gardée.
      </p>
      <FormFields
        words={renewalWords}
        values={{ debut: page.document.fin }}
        refused={mine(refused, 'renouveler')}
        idPrefix="suite-"
      >
        <TextInput name="titre" required />
        <TextInput name="code" required />
        <DateInput name="debut" required />
        <DateInput name="fin" />
      </FormFields>
    </Desk>
  )
}

function LinkDesk({ page, refused }: PartProps) {
  const choices = page.others.map((its) => ({ value: its.id, label: its.titre }))
  if (choices.length === 0) return null
  return (
    <Desk summary="Lier à un autre document" intention="lier" refused={refused}>
      <FormFields words={relationFields} values={{}} refused={mine(refused, 'lier')} idPrefix="lien-">
        <SelectInput name="nature" choices={choicesOf(relationNatures)} required />
        <SelectInput name="versId" choices={choices} required />
        <TextInput name="note" />
      </FormFields>
    </Desk>
  )
}
