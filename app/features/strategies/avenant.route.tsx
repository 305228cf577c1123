import { Form, Link, useSearchParams } from 'react-router'
import { z } from 'zod'
import { formatDateLong } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { isoDay, parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { type RefusedForm, refusedOf } from '#app/platform/refused-form.ts'
import {
  CheckInput,
  DateInput,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { Badge, Card, Empty, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/avenant.route'
import { loadAvenant } from './avenant-page.server.ts'
import {
  adoptAvenant,
  proposeAxe,
  proposeNewAxe,
  proposeNumbers,
  withdrawProposal,
} from './avenants.commands.server.ts'
import { axeFields } from './axe.fields.ts'
import { axeTexte } from './axe.schema.ts'
import { Diff } from './axe-cards.tsx'
import { mustWrite } from './documents.commands.server.ts'

const adoptionInput = z.object({ jour: isoDay, decisionSource: z.string().trim().max(500) })
const proposalInput = axeTexte.extend({
  axeId: z.uuid().nullable(),
  parentId: z.uuid().nullable(),
  retrait: z.boolean(),
})

export async function loader(args: Route.LoaderArgs) {
  return read(args, ({ tx, actor, today }) => loadAvenant(tx, actor, args.params, today))
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form, today }) => {
    const { avenant } = await loadAvenant(tx, actor, args.params, today)
    mustWrite(actor)
    const here = `/t/${actor.territoireSlug}/documents/${args.params.code}/avenants/${avenant.numero}`
    switch (form.get('intention')) {
      case 'adopter': {
        const { jour, decisionSource } = parseForm(adoptionInput, form)
        await adoptAvenant(tx, actor, avenant.id, { day: jour, decisionSource })
        return redirectWith(here, 'Avenant adopté : les nouveaux textes valent depuis ce jour.')
      }
      case 'numeros': {
        const count = await proposeNumbers(tx, actor, avenant.id, today)
        return redirectWith(here, `${count} numéros proposés.`)
      }
      case 'retirer':
        await withdrawProposal(tx, actor, avenant.id, String(form.get('axeId')))
        return redirectWith(here, 'Proposition retirée.')
      case 'proposer': {
        const { axeId, parentId, retrait, ...texte } = parseForm(proposalInput, form)
        if (axeId) await proposeAxe(tx, actor, avenant.id, { ...texte, axeId, retrait })
        else await proposeNewAxe(tx, actor, avenant.id, { parentId, texte })
        return redirectWith(here, 'Proposition enregistrée.')
      }
      default:
        throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
    }
  })
}

export default function Avenant({ loaderData: page, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const { document, avenant } = page
  const refused = refusedOf(actionData)
  const crumbs = [
    { to: `${base}/documents`, label: 'Documents-cadres' },
    { to: `${base}/documents/${document.code}`, label: document.titre },
  ]
  return (
    <>
      <title>{`Avenant n° ${avenant.numero} · Maillage`}</title>
      <PageHead
        title={`Avenant n° ${avenant.numero}`}
        crumbs={crumbs}
        lead={avenant.objet}
        badges={
          <Badge tone={avenant.etat === 'adopte' ? 'green' : 'ochre'}>
            {avenant.dateAdoption ? `adopté le ${formatDateLong(avenant.dateAdoption)}` : 'en rédaction'}
          </Badge>
        }
      />
      {page.twins.length > 0 && (
        <Notice>{`Les axes sont partagés : ce que change cet avenant change aussi ${page.twins.join(' et ')}.`}</Notice>
      )}
      {avenant.decisionSource && <p className="muted">{`Décision : ${avenant.decisionSource}`}</p>}
      <Changes page={page} base={base} />
      {page.canEdit && <AvenantDesk page={page} refused={refused} />}
    </>
  )
}

type Page = Route.ComponentProps['loaderData']

function Changes({ page, base }: { page: Page; base: string }) {
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

function AvenantDesk({ page, refused }: { page: Page; refused: RefusedForm | undefined }) {
  const [params] = useSearchParams()
  const asked = page.axes.find((axe) => axe.id === params.get('axe'))
  const choices = page.axes.map((axe) => ({ value: axe.id, label: `${axe.numero}. ${axe.titre}` }))
  const isMine = (intention: string) => (refused?.values.intention?.[0] === intention ? refused : undefined)
  const words = {
    ...axeFields,
    axeId: { label: 'Axe à changer' },
    retrait: { label: 'Retirer cet axe du document' },
    parentId: { label: 'Un axe neuf est rangé sous' },
  }
  return (
    <div className="grid-wide">
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
          <FormFields words={words} values={asked ?? {}} refused={isMine('proposer')}>
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
      <Card title="Adopter">
        <Form method="post" className="form">
          <FormFields
            words={{
              jour: { label: 'Adopté le' },
              decisionSource: { label: 'Décision', hint: 'Numéro de délibération ou séance.' },
            }}
            values={{}}
            refused={isMine('adopter')}
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
    </div>
  )
}
