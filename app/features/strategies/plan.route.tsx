import { Form, Link } from 'react-router'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { type RefusedForm, refusedOf } from '#app/platform/refused-form.ts'
import { type Choice, FormFields, HiddenInput, SelectInput, TextInput } from '#app/ui/form.tsx'
import { Badge, Card, Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/plan.route'
import { listAxeChoices } from './axes.queries.server.ts'
import { choicesOf } from './document.schema.ts'
import { mustWrite } from './documents.commands.server.ts'
import { butInput, butLiens, lienInput, planDomaines, planInput } from './plan.schema.ts'
import { PlanForm } from './plan-form.tsx'
import { addBut, linkBut, listPlans, type Plan as StoredPlan, unlinkBut, updatePlan } from './plans.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const plan = (await listPlans(tx, actor, at)).find((its) => its.id === args.params.id)
    if (!plan) throw new NotFound()
    return { plan, axes: await listAxeChoices(tx, actor, at), canEdit: can(actor, 'strategie.modifier') }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form, at }) => {
    mustWrite(actor)
    const { id } = args.params
    if (!(await listPlans(tx, actor, at)).some((its) => its.id === id)) throw new NotFound()
    const here = `/t/${actor.territoireSlug}/plans/${id}`
    switch (form.get('intention')) {
      case 'plan':
        await updatePlan(tx, actor, id, { version: versionOf(form), input: parseForm(planInput, form) })
        return redirectWith(here, 'Plan enregistré.')
      case 'but':
        await addBut(tx, actor, id, parseForm(butInput, form).texte)
        return redirectWith(here, 'But ajouté.')
      case 'lier':
        await linkBut(tx, actor, parseForm(lienInput, form))
        return redirectWith(here, 'Lien enregistré.')
      case 'delier':
        await unlinkBut(tx, actor, { butId: String(form.get('butId')), axeId: String(form.get('axeId')) })
        return redirectWith(here, 'Lien retiré.')
      default:
        throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
    }
  })
}

export default function Plan({
  loaderData: { plan, axes, canEdit },
  actionData,
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const refused = refusedOf(actionData)
  const isMine = (intention: string) => (refused?.values.intention?.[0] === intention ? refused : undefined)
  return (
    <>
      <title>{`${plan.nom} · Maillage`}</title>
      <PageHead
        title={plan.nom}
        lead={[planDomaines[plan.domaine], plan.direction].filter(Boolean).join(', ')}
        crumbs={[{ to: `${base}/plans`, label: 'Autres plans' }]}
        badges={plan.exemple && <Exemple />}
      />
      {plan.buts.length === 0 && <Empty title="Aucun but n’est encore écrit." />}
      {plan.buts.map((but) => (
        <But
          key={but.id}
          but={but}
          axes={axes}
          base={base}
          canEdit={canEdit}
          refused={refused?.values.butId?.[0] === but.id ? refused : undefined}
        />
      ))}
      {canEdit && (
        <>
          <Card title="Ajouter un but">
            <Form method="post" className="form" key={plan.buts.length}>
              <FormFields words={{ texte: { label: 'But' } }} values={{}} refused={isMine('but')}>
                <HiddenInput name="intention" value="but" />
                <TextInput name="texte" required wide />
              </FormFields>
              <div>
                <button type="submit" className="btn primary">
                  Ajouter
                </button>
              </div>
            </Form>
          </Card>
          <Card>
            <details className="disclosure" open={isMine('plan') !== undefined}>
              <summary>Modifier le plan</summary>
              <PlanForm values={plan} version={plan.version} refused={isMine('plan')} />
            </details>
          </Card>
        </>
      )}
    </>
  )
}

interface ButProps {
  but: StoredPlan['buts'][number]
  axes: ReadonlyArray<Choice>
  base: string
  canEdit: boolean
  refused: RefusedForm | undefined
}

const tones = { converge: 'green', double: 'ochre', contredit: 'red' } as const

function But({ but, axes, base, canEdit, refused }: ButProps) {
  const names = new Map(axes.map((axe) => [axe.value, axe.label]))
  return (
    <Card title={but.texte}>
      <div className="stack-s">
        {but.liens.length === 0 && <p className="muted">Relié à aucun axe.</p>}
        {but.liens.map((its) => (
          <div key={its.axeId} className="row">
            <Badge tone={tones[its.lien]}>{butLiens[its.lien]}</Badge>
            <Link to={`${base}/axes/${its.axeId}`}>{names.get(its.axeId) ?? 'axe d’une autre date'}</Link>
            {its.note && <span className="small muted">{its.note}</span>}
            {canEdit && (
              <Form method="post">
                <HiddenInput name="intention" value="delier" />
                <HiddenInput name="butId" value={but.id} />
                <HiddenInput name="axeId" value={its.axeId} />
                <button type="submit" className="btn ghost small">
                  Retirer
                </button>
              </Form>
            )}
          </div>
        ))}
        {canEdit && (
          <details className="disclosure" open={refused !== undefined}>
            <summary>Relier à un axe</summary>
            <Form method="post" className="form">
              <FormFields
                words={{
                  axeId: { label: 'Axe ou objectif' },
                  lien: { label: 'Ce but' },
                  note: { label: 'Précision' },
                }}
                values={{}}
                refused={refused}
              >
                <HiddenInput name="intention" value="lier" />
                <HiddenInput name="butId" value={but.id} />
                <div className="form-section">
                  <SelectInput name="axeId" choices={axes} required />
                  <SelectInput name="lien" choices={choicesOf(butLiens)} required />
                  <TextInput name="note" />
                </div>
              </FormFields>
              <div>
                <button type="submit" className="btn">
                  Relier
                </button>
              </div>
            </Form>
          </details>
        )}
      </div>
    </Card>
  )
}
