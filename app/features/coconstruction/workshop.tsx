import { Form, Link } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Card, Empty } from '#app/ui/page.tsx'
import { ContributionCard, TreatForm } from './contribution-card.tsx'
import { ContributionForm } from './contribution-form.tsx'
import { WHOLE_KEY } from './demarche.words.ts'
import type { WorkshopPage } from './demarche-page.server.ts'

/** From one axis to the next, without going back. */
export function AxeTabs({ page: { axes, axe }, base }: { page: WorkshopPage; base: string }) {
  const root = axe ? rootNumero(axe.numero) : null
  const shown = axes.filter((its) => its.depth === 0 || rootNumero(its.numero) === root)
  return (
    <nav className="tabs" aria-label="Axes">
      {shown.map((its) => (
        <Link
          key={its.id}
          to={`${base}/${its.id}`}
          title={its.titre}
          aria-current={its.id === axe?.id ? 'page' : undefined}
        >
          {its.depth === 0 ? `${its.numero}. ${its.court || its.titre}` : its.numero}
        </Link>
      ))}
      <Link to={`${base}/${WHOLE_KEY}`} aria-current={axe ? undefined : 'page'}>
        Tout le document
      </Link>
    </nav>
  )
}

const rootNumero = (numero: string): string => numero.split('.')[0] ?? numero

interface SaidProps {
  page: WorkshopPage
  refused: RefusedForm | undefined
}

/** What was said of the axis, the most weighed first, with a place to say more. */
export function SaidCard({ page, refused }: SaidProps) {
  const { contributions, demarche, contributes, leads, seats } = page
  const isOpen = demarche.etat === 'contributions'
  const canWrite = isOpen && contributes && (leads || seats.length > 0)
  const given = contributions.reduce((sum, its) => sum + its.miens, 0)
  return (
    <Card
      title={formatCount(contributions.length, 'contribution')}
      aside={
        canWrite && (
          <span className="muted small">
            Il vous reste {formatCount(Math.max(0, demarche.points - given), 'point')} sur {demarche.points}
          </span>
        )
      }
    >
      <div className="stack">
        {contributions.length === 0 && (
          <Empty title="Personne n’a encore écrit ici.">
            {canWrite
              ? 'Ouvrez la discussion : un constat, ou une proposition.'
              : 'Les contributions apparaîtront à mesure.'}
          </Empty>
        )}
        {contributions.map((said) => (
          <ContributionCard key={said.id} said={said} canVote={canWrite}>
            {isOpen && said.mayChange && <OwnDesk page={page} said={said} refused={refused} />}
            {leads && (isOpen || demarche.etat === 'redaction') && (
              <TreatForm said={said} refused={refused} />
            )}
          </ContributionCard>
        ))}
        {canWrite && <WriteBox page={page} refused={refused} />}
        {isOpen && contributes && !canWrite && (
          <p className="muted small">
            Votre structure ne siège dans aucun groupe de cette démarche : demandez un lien à l’équipe pour
            contribuer.
          </p>
        )}
      </div>
    </Card>
  )
}

function WriteBox({ page, refused }: SaidProps) {
  const { axe, seats, leads, auteur, contributions } = page
  const own = refused?.values.intention?.[0] === 'contribuer' ? refused : undefined
  return (
    <details className="folded" open={own !== undefined || contributions.length === 0}>
      <summary>Écrire une contribution</summary>
      <ContributionForm
        key={contributions.length}
        intention="contribuer"
        values={{ nature: 'proposition', auteur }}
        axeId={axe?.id ?? null}
        seats={seats}
        leads={leads}
        refused={own}
        idPrefix="dire-"
      />
    </details>
  )
}

function OwnDesk({ page, said, refused }: SaidProps & { said: WorkshopPage['contributions'][number] }) {
  const own =
    refused?.values.intention?.[0] === 'corriger' && refused.values.contribution?.[0] === said.id
      ? refused
      : undefined
  const about = <span className="sr-only"> : {said.texte.slice(0, 40)}</span>
  return (
    <div className="row">
      <details className="folded" open={own !== undefined}>
        <summary>Corriger{about}</summary>
        <ContributionForm
          key={said.version}
          intention="corriger"
          values={said}
          axeId={said.axeId}
          seats={page.seats}
          leads={page.leads}
          refused={own}
          idPrefix={`c-${said.id}-`}
          known={said}
        />
      </details>
      {said.citations.length === 0 && (
        <Form method="post" preventScrollReset>
          <HiddenInput name="intention" value="retirer" />
          <HiddenInput name="contribution" value={said.id} />
          <button type="submit" className="btn ghost small">
            Retirer{about}
          </button>
        </Form>
      )}
    </div>
  )
}
