import { Download, PenLine, Signature } from 'lucide-react'
import { Form, Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Badge, Card, Exemple, Facts, Notice, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { totalsOf } from './budget.rules.ts'
import { compteLabel, compteOf } from './budget.ts'
import type { LateReport } from './comptes-attendus.server.ts'
import { dossierFields } from './dossier.fields.ts'
import { dossierEtats, dossierTones, portees, tranches } from './dossier.words.ts'
import type { DossierPage } from './dossier-page.server.ts'
import { IncompleteCard, StructureCard } from './dossier-pieces.tsx'
import type { Dossier } from './dossiers.queries.server.ts'
import { GridCard } from './grille-card.tsx'
import { InstructionCard } from './instruction-card.tsx'
import './financements.css'

export interface DossierViewProps {
  page: DossierPage
  /** `/t/<territoire>/financements`. */
  base: string
  refused?: RefusedForm | undefined
}

/** A dossier to read: what was asked, for whom, with what money. */
export function DossierView({ page, base, refused }: DossierViewProps) {
  const { dossier, structure, rib } = page
  return (
    <>
      <Head page={page} base={base} />
      <Standing page={page} base={base} />
      <LateReports late={page.late} base={base} />
      <IncompleteCard page={page} />
      <InstructionCard page={page} refused={refused} />
      <GridCard page={page} refused={refused?.values.intention?.[0] === 'noter' ? refused : undefined} />
      <Texts dossier={dossier} />
      <PublicsCard dossier={dossier} />
      <BudgetCard dossier={dossier} />
      <StructureCard structure={structure} />
      {rib && (
        <Card title="Coordonnées bancaires">
          <Facts
            items={[
              ['Titulaire', rib.titulaire],
              ['IBAN', rib.iban],
              ['BIC', rib.bic],
            ]}
          />
        </Card>
      )}
      <PiecesCard page={page} base={base} />
    </>
  )
}

function Head({ page, base }: DossierViewProps) {
  const { dossier, appel, canCarry, firstStep } = page
  const isDraft = dossier.etat === 'brouillon'
  return (
    <PageHead
      title={dossier.titre || 'Dossier sans titre'}
      crumbs={[
        { to: base, label: 'Financements' },
        { to: `${base}/appels/${appel.code}`, label: appel.titre },
      ]}
      badges={
        <>
          <Badge tone={dossierTones[dossier.etat]}>{dossierEtats[dossier.etat]}</Badge>
          {dossier.numero && <Badge>{dossier.numero}</Badge>} {dossier.exemple && <Exemple />}
        </>
      }
      lead={dossier.porteur}
      actions={
        <>
          <a className="btn ghost" href={`${base}/dossiers/${dossier.id}/dossier.pdf`} download>
            <Download aria-hidden size={16} /> PDF
          </a>
          {page.isGranted && (
            <Link
              className="btn"
              to={`${base.replace(/financements$/, 'conventions')}/dossiers/${dossier.id}`}
            >
              <Signature aria-hidden size={16} /> Actes, versements, compte rendu
            </Link>
          )}
          {isDraft && canCarry && (
            <Link className="btn primary" to={`${base}/dossiers/${dossier.id}/${firstStep}`}>
              <PenLine aria-hidden size={16} /> Continuer à remplir
            </Link>
          )}
        </>
      }
    />
  )
}

function Standing({ page }: DossierViewProps) {
  const { dossier, canCarry } = page
  if (dossier.etat === 'a_signer')
    return (
      <Notice tone="warning">
        <div className="row">
          <span>Le dossier attend la signature du représentant légal : il n’est pas encore déposé.</span>
          {canCarry && (
            <Form method="post">
              <HiddenInput name="intention" value="reprendre" />
              <button type="submit" className="btn small">
                Reprendre pour modifier
              </button>
            </Form>
          )}
        </div>
      </Notice>
    )
  if (!dossier.deposeLe) return null
  return (
    <Card title="Dépôt">
      <Facts
        items={[
          ['Déposé le', formatInstant(new Date(dossier.deposeLe))],
          ['Signé par', [dossier.signataireNom, dossier.signataireFonction].filter(Boolean).join(', ')],
          ['Empreinte de la copie gardée', <code key="sha">{dossier.copieSha256?.slice(0, 16)}…</code>],
          ['Motif', dossier.motifEtat],
        ]}
      />
    </Card>
  )
}

/** Accounts this carrier still owes, for it to give and for who instructs to know. */
export function LateReports({ late, base }: { late: ReadonlyArray<LateReport>; base: string }) {
  if (late.length === 0) return null
  return (
    <Notice tone="warning">
      <div className="stack-s">
        <span>
          {formatCount(
            late.length,
            'compte rendu financier en retard',
            'comptes rendus financiers en retard',
          )}{' '}
          :
        </span>
        <ul className="list">
          {late.map((its) => (
            <li key={its.id}>
              <Link to={`${base.replace(/financements$/, 'conventions')}/comptes-rendus/${its.id}`}>
                {its.action}, {its.exercice}
              </Link>{' '}
              attendu le {formatDate(its.echeance)}
            </li>
          ))}
        </ul>
      </div>
    </Notice>
  )
}

function Texts({ dossier }: { dossier: Dossier }) {
  const { debut, fin } = dossier
  const texts = (['besoins', 'objectifs', 'description', 'moyensHumains', 'evaluation'] as const).filter(
    (key) => dossier[key] !== '',
  )
  return (
    <Card title="Le projet">
      <div className="stack-s">
        <Facts
          items={[
            ['Axe', dossier.axe],
            ['Période', debut && fin ? `du ${formatDate(debut)} au ${formatDate(fin)}` : ''],
            ['Renouvellement', dossier.reconduction ? 'oui' : 'non'],
            ['Lieux', [...dossier.communes, ...dossier.qpvs].join(', ') || portees[dossier.portee]],
            ['Responsable', [dossier.responsableNom, dossier.responsableFonction].filter(Boolean).join(', ')],
          ]}
        />
        {texts.map((key) => (
          <div key={key}>
            <h3>{dossierFields[key].label}</h3>
            <p className="prose-text">{dossier[key]}</p>
          </div>
        ))}
        {dossier.resultats.length > 0 && (
          <ul>
            {dossier.resultats.map((its) => (
              <li key={its.id}>
                {its.indicateur} : {its.cible ?? 'à préciser'} {its.unite}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}

function PublicsCard({ dossier }: { dossier: Dossier }) {
  const counted = new Map(dossier.publics.map((its) => [its.tranche, its]))
  const rows = Object.entries(tranches).flatMap(([key, label]) => {
    const row = [...counted.values()].find((its) => its.tranche === key)
    return row ? [{ ...row, label }] : []
  })
  if (rows.length === 0) return null
  const head = (
    <>
      <th scope="col">Âge</th>
      <th scope="col" className="num">
        Femmes
      </th>
      <th scope="col" className="num">
        Hommes
      </th>
      <th scope="col" className="num">
        Dont habitants de QPV
      </th>
    </>
  )
  return (
    <Card title="Personnes attendues">
      <Table caption="Personnes attendues" head={head}>
        {rows.map((its) => (
          <tr key={its.tranche}>
            <th scope="row">{its.label}</th>
            <td className="num">{its.femmes}</td>
            <td className="num">{its.hommes}</td>
            <td className="num">{its.dontQpv}</td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function BudgetCard({ dossier }: { dossier: Dossier }) {
  const totals = totalsOf(dossier.budget)
  const head = (
    <>
      <th scope="col">Compte</th>
      <th scope="col" className="num">
        Charges
      </th>
      <th scope="col" className="num">
        Produits
      </th>
    </>
  )
  return (
    <Card title="Budget" aside={<Badge tone="brand">{formatEuros(totals.charges)}</Badge>}>
      <Table caption="Budget du projet" head={head}>
        {dossier.budget.map((line) => {
          const isCharge = compteOf(line.compte)?.sens === 'charge'
          return (
            <tr key={line.id}>
              <th scope="row">
                {[compteLabel(line.compte), line.financeur ?? line.libelle].filter(Boolean).join(' : ')}
              </th>
              <td className="num">{isCharge ? formatEuros(line.montantCentimes) : ''}</td>
              <td className="num">{isCharge ? '' : formatEuros(line.montantCentimes)}</td>
            </tr>
          )
        })}
        <tr>
          <th scope="row">Total, hors contributions volontaires</th>
          <td className="num">
            <strong>{formatEuros(totals.charges)}</strong>
          </td>
          <td className="num">
            <strong>{formatEuros(totals.produits)}</strong>
          </td>
        </tr>
      </Table>
    </Card>
  )
}

function PiecesCard({ page, base }: DossierViewProps) {
  const { dossier, appel } = page
  if (dossier.pieces.length === 0) return null
  const titles = new Map(appel.pieces.map((its) => [its.id, its.titre]))
  return (
    <Card title="Pièces">
      <ul className="list stack-s">
        {dossier.pieces.map((its) => (
          <li key={its.id}>
            {titles.get(its.appelPieceId ?? '') ?? 'Autre document'} :{' '}
            <Link
              to={`${base}/dossiers/${dossier.id}/fichiers/${its.fichierId}`}
              reloadDocument
              download={its.nom}
            >
              {its.nom}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
