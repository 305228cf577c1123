import { Download, Pencil, PenLine } from 'lucide-react'
import { Form, Link, useParams } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields } from '#app/ui/form.tsx'
import { Badge, Card, Exemple, type Tone } from '#app/ui/page.tsx'
import { type Force, forceRule, forceWords } from './preuves.rules.ts'
import { soumissionWords } from './rapport-evaluation.fields.ts'
import { rapportEtats, rapportNatures } from './rapport-evaluation.schema.ts'
import { rapportTones } from './rapport-evaluation-forms.tsx'
import type { RapportPage } from './rapport-evaluation-page.server.ts'

/** The title of a report, where it stands, its files. */
export function RapportHead({ rapport, canEdit }: RapportPage) {
  const { territoire } = useParams()
  const isDraft = rapport.etat === 'brouillon'
  return (
    <div className="page-head">
      <div>
        <h2>{rapport.titre}</h2>
        <p className="row">
          <Badge tone={rapportTones[rapport.etat]}>{rapportEtats[rapport.etat]}</Badge>
          <span className="muted">{rapportNatures[rapport.nature]}</span>
          {rapport.exemple && <Exemple />}
        </p>
      </div>
      <div className="actions">
        {canEdit && isDraft && (
          <Link className="btn" to="modifier">
            <Pencil aria-hidden size={16} /> Titre
          </Link>
        )}
        {canEdit && (
          <Link
            className={isDraft ? 'btn primary' : 'btn'}
            to={`/t/${territoire}/textes/evaluation/${rapport.id}`}
          >
            <PenLine aria-hidden size={16} /> {isDraft ? 'Écrire les textes' : 'Versions et visas'}
          </Link>
        )}
        {(['pdf', 'docx', 'html'] as const).map((format) => (
          <a key={format} className="btn ghost" href={`${rapport.id}/rapport.${format}`} download>
            <Download aria-hidden size={16} /> {format.toUpperCase()}
          </a>
        ))}
      </div>
    </div>
  )
}

/** The next step of a report: to the partners, then the signature. */
export function StepCard(page: RapportPage & { refused: RefusedForm | undefined }) {
  const { etat, valideLe, signePar, avisAvant } = page.rapport
  if (etat === 'valide')
    return (
      <Card title="Signé">
        <p>{`Signé le ${valideLe ? formatDate(valideLe) : ''} par ${signePar}. Le texte est gardé tel qu’il était ce jour-là ; le suivi des recommandations continue.`}</p>
      </Card>
    )
  if (etat === 'brouillon') return <ToSubmit {...page} />
  return (
    <Card title="Soumis pour avis">
      <p>{`Les partenaires donnent leur avis jusqu’au ${avisAvant ? formatDate(avisAvant) : ''}. ${formatCount(page.avis.length, 'avis', 'avis')} à ce jour.`}</p>
      {page.signRefusal && <p className="muted small">{page.signRefusal}</p>}
      <Form method="post" className="row">
        {page.canSign && !page.signRefusal && (
          <button type="submit" name="geste" value="signer" className="btn primary">
            Signer le rapport
          </button>
        )}
        {page.canEdit && (
          <button type="submit" name="geste" value="reprendre" className="btn ghost">
            Reprendre en brouillon
          </button>
        )}
      </Form>
    </Card>
  )
}

function ToSubmit({ missing, canEdit, refused }: RapportPage & { refused: RefusedForm | undefined }) {
  return (
    <Card title="Prochaine étape : l’avis des partenaires">
      {missing.length > 0 ? (
        <p>{`Avant de soumettre : ${formatList(missing)}.`}</p>
      ) : (
        <p>Le rapport est complet. Une fois soumis, chaque signataire peut donner son avis ici.</p>
      )}
      {canEdit && missing.length === 0 && (
        <Form method="post" className="form">
          <FormFields words={soumissionWords} values={{}} refused={refused} idPrefix="soumettre-">
            <div className="form-section">
              <DateInput name="avisAvant" required />
            </div>
            <div className="row">
              <button type="submit" name="geste" value="soumettre" className="btn primary">
                Soumettre pour avis
              </button>
            </div>
          </FormFields>
        </Form>
      )}
    </Card>
  )
}

const shownForces: ReadonlyArray<Force> = ['forte', 'moyenne', 'faible', 'aucune']

const forceTones: Record<Force, Tone> = {
  forte: 'green',
  moyenne: 'brand',
  faible: 'ochre',
  aucune: 'neutral',
}

/** What the report will say: its essential, the strength of its findings, its limits. */
export function TextsCard({ rapport, constats, limites }: RapportPage) {
  return (
    <Card
      title={
        rapport.etat === 'valide' ? 'L’essentiel, et l’état des preuves aujourd’hui' : 'Ce que dit le rapport'
      }
    >
      <div className="stack">
        {rapport.synthese ? (
          <p className="prose">{rapport.synthese}</p>
        ) : (
          <p className="muted">L’essentiel n’est pas encore écrit.</p>
        )}
        <h3>Solidité des constats</h3>
        <p className="row">
          {shownForces.map((force) => (
            <Badge key={force} tone={forceTones[force]}>
              {`${forceWords[force]} : ${constats.filter((its) => its.force === force).length}`}
            </Badge>
          ))}
        </p>
        <details className="disclosure">
          <summary>La règle</summary>
          <p className="small muted">{forceRule}</p>
        </details>
        <h3>Limites comptées par Maillage</h3>
        {limites.length === 0 ? (
          <p className="muted">Aucune.</p>
        ) : (
          <ul className="list">
            {limites.map((its) => (
              <li key={its}>{its}</li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}
