import { Form, Link, useSearchParams } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckInput,
  DateInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { Badge, Card, Empty } from '#app/ui/page.tsx'
import type { Route } from './+types/avenant.route'
import { axeFields } from './axe.fields.ts'
import { Diff } from './axe-cards.tsx'

type Page = Route.ComponentProps['loaderData']

export function Changes({ page, base }: { page: Page; base: string }) {
  if (page.changes.length === 0)
    return (
      <Empty title="Cet avenant ne change encore aucun axe.">
        Choisissez un axe ci-dessous, et écrivez son nouveau texte.
      </Empty>
    )
  return page.changes.map((its) => (
    <Card
      key={its.axeId}
      title={<Link to={`${base}/axes/${its.axeId}`}>{`${its.numero}. ${its.titre}`}</Link>}
    >
      {its.retrait ? (
        <Badge tone="red">retiré</Badge>
      ) : its.before ? (
        <Diff
          before={`${its.before.numero}. ${its.before.titre}\n${its.before.texte}`}
          after={`${its.numero}. ${its.titre}\n${its.texte}`}
        />
      ) : (
        <p className="prose">
          <Badge tone="green">nouveau</Badge> {its.texte}
        </p>
      )}
      {page.canEdit && (
        <Form method="post">
          <HiddenInput name="intention" value="retirer" />
          <HiddenInput name="axeId" value={its.axeId} />
          <button type="submit" className="btn small">
            Retirer cette proposition
          </button>
        </Form>
      )}
    </Card>
  ))
}

const words = {
  ...axeFields,
  axeId: { label: 'Axe à changer' },
  retrait: { label: 'Retirer cet axe du document' },
  parentId: { label: 'Un axe neuf est rangé sous' },
}

interface DeskProps {
  page: Page
  refused: RefusedForm | undefined
}

/** Where an amendment is written and adopted. */
export function AvenantDesk({ page, refused }: DeskProps) {
  const isMine = (intention: string) => (refused?.values.intention?.[0] === intention ? refused : undefined)
  return (
    <div className="grid-wide">
      <ProposalCard page={page} refused={isMine('proposer')} />
      <AdoptionCard refused={isMine('adopter')} />
    </div>
  )
}

function ProposalCard({ page, refused }: DeskProps) {
  const [params] = useSearchParams()
  const asked = page.axes.find((axe) => axe.id === params.get('axe'))
  const choices = page.axes.map((axe) => ({ value: axe.id, label: `${axe.numero}. ${axe.titre}` }))
  return (
    <Card title="Proposer un changement">
      <Form className="filters" aria-label="Partir du texte actuel">
        <FormFields words={{ axe: { label: 'Partir du texte actuel de' } }} values={{ axe: asked?.id }}>
          <SelectInput name="axe" choices={choices} empty="Un axe neuf" />
        </FormFields>
        <button type="submit" className="btn">
          Reprendre ce texte
        </button>
      </Form>
      <Form method="post" className="form" key={asked?.id ?? 'neuf'}>
        <FormFields words={words} values={asked ?? {}} refused={refused}>
          <HiddenInput name="intention" value="proposer" />
          <HiddenInput name="axeId" value={asked?.id ?? ''} />
          {!asked && <SelectInput name="parentId" choices={choices} empty="Au premier niveau" />}
          <div className="form-section">
            <TextInput name="numero" required />
            <TextInput name="court" />
            <TextInput name="titre" required wide />
          </div>
          <TextArea name="texte" rows={5} />
          {asked && <CheckInput name="retrait" />}
        </FormFields>
        <div>
          <button type="submit" className="btn primary">
            Proposer
          </button>
        </div>
      </Form>
    </Card>
  )
}

function AdoptionCard({ refused }: Pick<DeskProps, 'refused'>) {
  return (
    <Card title="Adopter">
      <Form method="post" className="form">
        <FormFields
          words={{
            jour: { label: 'Adopté le' },
            decisionSource: { label: 'Décision', hint: 'Numéro de délibération ou séance.' },
          }}
          values={{}}
          refused={refused}
        >
          <HiddenInput name="intention" value="adopter" />
          <DateInput name="jour" required />
          <TextInput name="decisionSource" />
        </FormFields>
        <div>
          <button type="submit" className="btn primary">
            Adopter l’avenant
          </button>
        </div>
      </Form>
      <Form method="post">
        <HiddenInput name="intention" value="numeros" />
        <button type="submit" className="btn small">
          Proposer de renuméroter
        </button>
      </Form>
    </Card>
  )
}
