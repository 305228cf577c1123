import { Upload } from 'lucide-react'
import { Form, Link, useNavigation } from 'react-router'
import { organisationFields } from '#app/features/organisations/index.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, TextInput } from '#app/ui/form.tsx'
import { Badge, Card, Facts, Notice } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { AppelPiece } from './appels.queries.server.ts'
import type { StepPage } from './dossier-etape.server.ts'
import type { DossierPage } from './dossier-page.server.ts'
import type { PieceRow } from './dossiers.queries.server.ts'
import type { Rib } from './rib.server.ts'
import type { Structure } from './structure.server.ts'

export interface PiecesStepProps {
  page: StepPage
  refused: RefusedForm | undefined
}

/** The carrier's permanent file and the documents of the call: what is known is not asked again. */
export function PiecesStep({ page, refused }: PiecesStepProps) {
  if (page.typed) return null
  const { dossier, structure, rib, appelPieces } = page
  const isRib = refused?.values.intention?.[0] === 'rib'
  return (
    <>
      <StructureCard structure={structure} />
      <RibCard rib={rib} refused={isRib ? refused : undefined} />
      {refused && !isRib && <Notice tone="error">{refused.refusal.message}</Notice>}
      <Card title="Pièces">
        <PiecesTable wanted={appelPieces} given={dossier.pieces} files="../fichiers" />
      </Card>
      <p>
        <Link className="btn primary" to="../depot" relative="path">
          Continuer
        </Link>
      </p>
    </>
  )
}

/** Who asks, as the directory knows it. */
export function StructureCard({ structure }: { structure: Structure }) {
  const nature = organisationFields.nature.cell
  return (
    <Card title="La structure">
      <div className="stack-s">
        <Facts
          items={[
            ['Nom', structure.sigle ? `${structure.nom} (${structure.sigle})` : structure.nom],
            // as: the column is constrained to the natures of the directory
            ['Nature', nature(structure.nature as Parameters<typeof nature>[0])],
            ['SIRET', structure.siret],
            ['Numéro RNA', structure.rna],
            ['Siège', [structure.adresse, structure.commune].filter(Boolean).join(', ')],
            ['Courriel', structure.courriel],
            ['Téléphone', structure.telephone],
          ]}
        />
        <p className="muted small">
          Repris de l’annuaire du territoire. Une erreur ? Signalez-la à l’équipe projet, elle sera corrigée
          pour tous.
        </p>
      </div>
    </Card>
  )
}

const ribWords = {
  titulaire: { label: 'Titulaire du compte' },
  iban: {
    label: 'IBAN',
    hint: 'Recopié du RIB. Il est chiffré, et lu seulement par les services financiers.',
  },
  bic: { label: 'BIC' },
}

function RibCard({ rib, refused }: { rib: Rib | null; refused: RefusedForm | undefined }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Card title="Coordonnées bancaires" aside={rib && <Badge tone="green">enregistrées</Badge>}>
      <div className="stack-s">
        {rib && (
          <Facts
            items={[
              ['Titulaire', rib.titulaire],
              ['IBAN', rib.iban],
              ['BIC', rib.bic],
            ]}
          />
        )}
        <details className="folded" open={!rib || refused !== undefined}>
          <summary>{rib ? 'Changer de compte' : 'Donner le compte'}</summary>
          <Form method="post" className="stack-s">
            <FormFields words={ribWords} values={{}} refused={refused}>
              <HiddenInput name="intention" value="rib" />
              <div className="form-section">
                <TextInput name="titulaire" required />
                <TextInput name="iban" required />
                <TextInput name="bic" />
              </div>
              <div className="row">
                <button type="submit" className="btn" disabled={busy}>
                  Enregistrer le compte
                </button>
              </div>
            </FormFields>
          </Form>
        </details>
      </div>
    </Card>
  )
}

interface PiecesTableProps {
  wanted: ReadonlyArray<AppelPiece>
  given: ReadonlyArray<PieceRow>
  /** Where the files are, from this page. */
  files: string
}

/** What the call asks for, what came, and where to send the rest. */
export function PiecesTable({ wanted, given, files }: PiecesTableProps) {
  const more = given.filter((its) => its.appelPieceId === null)
  const head = (
    <>
      <th scope="col">Pièce</th>
      <th scope="col">Reçue</th>
      <th scope="col">Envoyer</th>
    </>
  )
  return (
    <div className="stack-s">
      <Table caption="Pièces du dossier" head={head}>
        {wanted.map((piece) => (
          <tr key={piece.id}>
            <th scope="row">
              {piece.titre} {!piece.obligatoire && <span className="muted">(facultatif)</span>}
            </th>
            <td>
              <Given base={files} files={given.filter((its) => its.appelPieceId === piece.id)} />
            </td>
            <td>
              <UploadForm appelPieceId={piece.id} label={piece.titre} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">Autre document</th>
          <td>
            <Given base={files} files={more} />
          </td>
          <td>
            <UploadForm appelPieceId="" label="Autre document" />
          </td>
        </tr>
      </Table>
      <Notice>Ce que votre structure a déjà donné est repris : envoyez seulement ce qui a changé.</Notice>
    </div>
  )
}

function Given({ base, files }: { base: string; files: ReadonlyArray<PieceRow> }) {
  if (files.length === 0) return <span className="muted">—</span>
  return (
    <ul className="list">
      {files.map((its) => (
        <li key={its.id}>
          <Link to={`${base}/${its.fichierId}`} relative="path" reloadDocument download={its.nom}>
            {its.nom}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function UploadForm({ appelPieceId, label }: { appelPieceId: string; label: string }) {
  const { formEncType, state } = useNavigation()
  const busy = state !== 'idle' && formEncType === 'multipart/form-data'
  return (
    <Form method="post" action="../fichiers" relative="path" encType="multipart/form-data" className="upload">
      <HiddenInput name="appelPieceId" value={appelPieceId} />
      <input className="input" type="file" name="fichier" required aria-label={`Fichier : ${label}`} />
      <button type="submit" className="btn small" disabled={busy} aria-label={`Envoyer : ${label}`}>
        <Upload aria-hidden size={14} /> {busy ? 'Envoi…' : 'Envoyer'}
      </button>
    </Form>
  )
}

/** What was asked after the submission: sent here, then the dossier goes back to who instructs it. */
export function IncompleteCard({ page }: { page: DossierPage }) {
  const { dossier, appel, canCarry } = page
  if (dossier.etat !== 'incomplet' || !canCarry) return null
  return (
    <Card title="Il manque quelque chose">
      <div className="stack-s">
        <Notice tone="warning">{dossier.motifEtat}</Notice>
        <PiecesTable wanted={appel.pieces} given={dossier.pieces} files="fichiers" />
        <Form method="post">
          <HiddenInput name="intention" value="renvoyer" />
          <button type="submit" className="btn primary">
            Renvoyer le dossier complété
          </button>
        </Form>
      </div>
    </Card>
  )
}
