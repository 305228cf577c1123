import { Copy, FilePlus2, Pencil, Table2 } from 'lucide-react'
import { Form, Link, useNavigation } from 'react-router'
import { formatEuros } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Badge, Card, Exemple, Facts, Notice, PageHead } from '#app/ui/page.tsx'
import { appelFields } from './appel.fields.ts'
import { appelEtats, appelNatures, appelTones, perimetreSens } from './appel.words.ts'
import type { AppelPage } from './appel-page.server.ts'
import type { Appel } from './appels.queries.server.ts'
import './financements.css'

export type AppelPageProps = AppelPage & { base: string; refused: RefusedForm | undefined }

/** Where the call stands, and what one may do. */
export function AppelHead(props: AppelPageProps) {
  const { appel, etat, base, canApply, refused, seesMoney } = props
  const isPageRefusal = refused && !refused.values.partie
  return (
    <>
      <PageHead
        title={appel.titre}
        crumbs={[{ to: base, label: 'Financements' }]}
        badges={
          <>
            <Badge tone={appelTones[etat]}>{appelEtats[etat]}</Badge>
            <Badge>{appelNatures[appel.nature]}</Badge> {appel.exemple && <Exemple />}
          </>
        }
        lead={whenOf(appel)}
        actions={
          <>
            {seesMoney && (
              <Link className="btn" to={`${base}/appels/${appel.code}/programmation`}>
                <Table2 aria-hidden size={16} /> Programmation
              </Link>
            )}
            {canApply && (
              <Link className="btn primary" to={`${base}/appels/${appel.code}/deposer`}>
                <FilePlus2 aria-hidden size={16} /> Remplir un dossier
              </Link>
            )}
          </>
        }
      />
      {isPageRefusal && <Notice tone="error">{refused.refusal.message}</Notice>}
      <Desk {...props} />
    </>
  )
}

function whenOf({ ouvreLe, fermeLe }: Pick<Appel, 'ouvreLe' | 'fermeLe'>): string {
  if (!ouvreLe || !fermeLe) return 'Ses dates restent à fixer.'
  return `Dépôts du ${formatInstant(new Date(ouvreLe))} au ${formatInstant(new Date(fermeLe))}, heure de Paris.`
}

function Desk({ appel, base, canEdit, moves }: AppelPageProps) {
  const busy = useNavigation().state !== 'idle'
  if (!canEdit) return null
  return (
    <div className="row">
      {moves.map((move, rank) => (
        <Form method="post" key={move.to}>
          <HiddenInput name="intention" value="deplacer" />
          <HiddenInput name="vers" value={move.to} />
          <button type="submit" className={rank === 0 ? 'btn' : 'btn ghost'} disabled={busy}>
            {move.label}
          </button>
        </Form>
      ))}
      <Link className="btn ghost" to={`${base}/appels/${appel.code}/modifier`}>
        <Pencil aria-hidden size={16} /> Modifier
      </Link>
      <Form method="post">
        <HiddenInput name="intention" value="copier" />
        <button type="submit" className="btn ghost" disabled={busy}>
          <Copy aria-hidden size={16} /> Copier pour l’année suivante
        </button>
      </Form>
    </div>
  )
}

/** The framing letter and the text, as they are published. */
export function AppelText({ appel }: { appel: Pick<Appel, 'cadrage' | 'texte' | 'contact'> }) {
  if (!appel.cadrage && !appel.texte) return null
  return (
    <Card title="Ce que finance l’appel">
      <div className="stack-s">
        {appel.cadrage && (
          <>
            <h3>Lettre de cadrage</h3>
            <p className="prose-text">{appel.cadrage}</p>
          </>
        )}
        {appel.texte && (
          <>
            <h3>Texte de l’appel</h3>
            <p className="prose-text">{appel.texte}</p>
          </>
        )}
        {appel.contact && <p className="muted">À qui s’adresser : {appel.contact}</p>}
      </div>
    </Card>
  )
}

type Rules = Pick<
  Appel,
  | 'axes'
  | 'financeurs'
  | 'porteursAdmis'
  | 'perimetre'
  | 'perimetreSens'
  | 'plancherCentimes'
  | 'plafondCentimes'
  | 'partPropreMin'
  | 'aidePubliqueMax'
  | 'unParPorteur'
  | 'graceMinutes'
>

/** Who may answer, and the rules on the money, in words. */
export function AppelRules({ appel }: { appel: Rules }) {
  const { plancherCentimes: low, plafondCentimes: high } = appel
  const items: Array<readonly [string, string]> = [
    ['Axes ouverts', appel.axes.map((its) => its.label).join(' · ') || 'Tous'],
    ['Financeurs', appel.financeurs.map((its) => its.label).join(', ')],
    ['Porteurs admis', appelFields.porteursAdmis.cell(appel.porteursAdmis) || 'Tous'],
    [
      'Lieux',
      appel.perimetre ? `${perimetreSens[appel.perimetreSens]} : ${appel.perimetre}` : 'Tout le territoire',
    ],
    ['Demande minimale', low === null ? '' : formatEuros(low)],
    ['Demande maximale', high === null ? '' : formatEuros(high)],
    ['Part propre', appel.partPropreMin === null ? '' : `${formatShare(appel.partPropreMin)} au moins`],
    ['Argent public', appel.aidePubliqueMax === null ? '' : `${formatShare(appel.aidePubliqueMax)} au plus`],
    ['Dossiers', appel.unParPorteur ? 'Un seul par porteur' : 'Plusieurs par porteur'],
    ['Délai de grâce', `${appel.graceMinutes} minutes pour finir un dépôt commencé avant la clôture`],
  ]
  return (
    <Card title="Qui peut répondre">
      <Facts items={items} />
    </Card>
  )
}
