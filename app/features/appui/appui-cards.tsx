import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatDate } from '#app/lib/dates.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, NumberInput, SelectInput, TextArea } from '#app/ui/form.tsx'
import { Card, Facts } from '#app/ui/page.tsx'
import { satisfactionFields, triFields } from './appui.fields.ts'
import { satisfactions } from './appui.words.ts'
import type { AppuiPage } from './appui-page.server.ts'

export interface CardProps {
  page: AppuiPage
  refused: RefusedForm | undefined
}

export const refusedFor = (refused: RefusedForm | undefined, intention: string) =>
  refused?.values.intention?.[0] === intention ? refused : undefined

/** What is asked, and what was answered. */
export function RequestCard({ page: { appui } }: { page: AppuiPage }) {
  return (
    <Card title="La demande">
      <div className="stack-s">
        {appui.description && <p className="prose">{appui.description}</p>}
        <Facts
          items={[
            ['Déposée le', formatInstant(new Date(appui.deposeeLe))],
            ['Pour le', appui.pourLe && formatDate(appui.pourLe)],
            ['Commune', appui.commune],
            ['Axe', appui.axe],
            ['Qui s’en charge', appui.poste],
            ['Réponse de l’équipe', appui.motif],
            ['Ce que l’appui a donné', appui.resultat],
          ]}
        />
      </div>
    </Card>
  )
}

const decisions = {
  acceptee: 'Nous la prenons en charge',
  reorientee: 'Nous l’orientons ailleurs',
  declinee: 'Nous la déclinons',
}

/** The answer of the team; it may change until the support is over. */
export function SortCard({ page, refused }: CardProps) {
  const { appui, isTeam, postes, hasMail } = page
  const busy = useNavigation().state !== 'idle'
  if (!isTeam || appui.etat === 'terminee') return null
  const own = refusedFor(refused, 'trier')
  const values = { ...appui, decision: appui.etat === 'deposee' ? 'acceptee' : appui.etat }
  return (
    <Card title="Répondre">
      <details className="folded" open={appui.etat === 'deposee' || own !== undefined}>
        <summary>{appui.etat === 'deposee' ? 'Trier cette demande' : 'Changer la réponse'}</summary>
        <Form method="post" className="stack-s">
          <FormFields words={triFields} values={values} refused={own} idPrefix="trier-">
            <HiddenInput name="intention" value="trier" />
            <HiddenInput name="version" value={appui.version} />
            <div className="form-section">
              <SelectInput name="decision" choices={choicesOf(decisions)} required />
              <SelectInput name="posteId" choices={postes} empty="À choisir" />
              <NumberInput name="joursPrevus" />
              <TextArea name="motif" rows={2} />
            </div>
            <div className="row">
              <button type="submit" className="btn primary" disabled={busy}>
                Enregistrer et répondre
              </button>
              {!hasMail && <span className="muted small">Aucune adresse connue : prévenez autrement.</span>}
            </div>
          </FormFields>
        </Form>
      </details>
    </Card>
  )
}

/** One question, answered by who asked. */
export function SatisfactionCard({ page: { appui, isAsker }, refused }: CardProps) {
  const busy = useNavigation().state !== 'idle'
  if (appui.etat !== 'terminee') return null
  if (appui.satisfaction)
    return (
      <Card title="Cet appui a-t-il servi ?">
        <p>
          <strong>{satisfactions[appui.satisfaction]}</strong>
          {appui.satisfactionMot && ` : « ${appui.satisfactionMot} »`}
        </p>
      </Card>
    )
  if (!isAsker) return null
  return (
    <Card title="Une seule question">
      <Form method="post" className="stack-s">
        <FormFields
          words={satisfactionFields}
          values={{}}
          refused={refusedFor(refused, 'repondre')}
          idPrefix="repondre-"
        >
          <HiddenInput name="intention" value="repondre" />
          <SelectInput name="satisfaction" choices={choicesOf(satisfactions)} required />
          <TextArea name="satisfactionMot" rows={2} />
          <div>
            <button type="submit" className="btn primary" disabled={busy}>
              Répondre
            </button>
          </div>
        </FormFields>
      </Form>
    </Card>
  )
}
