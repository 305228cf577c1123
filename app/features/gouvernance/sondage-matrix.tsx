import { Check, Minus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { formatDateWithWeekday } from '#app/lib/dates.ts'
import { formatHour } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { tallyOf } from './sondage.rules.ts'
import { type Dispo, dispos } from './sondage.words.ts'
import type { PollPage } from './sondage-page.server.ts'
import type { Poll } from './sondages.queries.server.ts'

const signs: Record<Dispo, ReactNode> = {
  oui: <Check aria-hidden size={14} />,
  si_besoin: <Minus aria-hidden size={14} />,
  non: <X aria-hidden size={14} />,
}

/** Who can come when: a line an organisation, a column a date, the dates most can come to told apart. */
export function PollMatrix({ page, poll }: { page: PollPage; poll: Poll }) {
  const answered = poll.membres.filter((its) => its.reponduLe !== null).length
  return (
    <Card
      title="Réponses"
      aside={
        <span className="muted small">{`${answered} sur ${formatCount(poll.membres.length, 'membre')}`}</span>
      }
    >
      <Table caption="Disponibilités par membre et par date" head={<Heads page={page} poll={poll} />}>
        <Totals page={page} poll={poll} />
        {poll.membres.map((its) => (
          <tr key={its.id}>
            <th scope="row">
              {its.nom}
              {!its.hasAddress && <div className="muted small">sans adresse</div>}
              {its.message && <div className="muted small">« {its.message} »</div>}
            </th>
            {poll.options.map(({ id }) => {
              const said = its.reponses[id]
              return (
                <td key={id} className={said ? `dispo dispo-${said}` : 'dispo muted'}>
                  {said ? (
                    <>
                      {signs[said]} {dispos[said]}
                    </>
                  ) : (
                    '·'
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function Heads({ page: { best }, poll }: { page: PollPage; poll: Poll }) {
  return (
    <>
      <th scope="col">Membre</th>
      {poll.options.map((its) => (
        <th scope="col" key={its.id} className="dispo">
          {formatDateWithWeekday(its.jour)}
          <div>{formatHour(its.heure)}</div>
          {its.id === poll.retenueId && <Badge tone="green">Choisie</Badge>}
          {poll.retenueId === null && best.includes(its.id) && <Badge tone="brand">La plus partagée</Badge>}
          {its.ailleurs.length > 0 && (
            <div className="broken small">
              {its.ailleurs.map(({ titre, heure }) => `${formatHour(heure)} : ${titre}`).join(' ; ')}
            </div>
          )}
        </th>
      ))}
    </>
  )
}

function Totals({ page, poll }: { page: PollPage; poll: Poll }) {
  return (
    <tr className="totals">
      <th scope="row">En tout</th>
      {poll.options.map(({ id }) => {
        const { oui, siBesoin } = tallyOf(poll.membres.flatMap((its) => its.reponses[id] ?? []))
        return (
          <td key={id} className="dispo">
            <strong>{oui} oui</strong>
            {siBesoin > 0 && <div className="muted small">{siBesoin} si besoin</div>}
            {page.canHold && poll.etat === 'ouvert' && <ChooseButton id={id} poll={poll} />}
          </td>
        )
      })}
    </tr>
  )
}

function ChooseButton({ id, poll }: { id: string; poll: Poll }) {
  const option = poll.options.find((its) => its.id === id)
  return (
    <Form method="post">
      <HiddenInput name="intention" value="choisir" />
      <HiddenInput name="option" value={id} />
      <button type="submit" className="btn small">
        Choisir
        <span className="sr-only">
          {option && ` le ${formatDateWithWeekday(option.jour)} à ${formatHour(option.heure)}`}
        </span>
      </button>
    </Form>
  )
}
