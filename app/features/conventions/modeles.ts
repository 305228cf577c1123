import type { ActeNature } from './acte.words.ts'

/*
 * The words acts are first written with; a territory replaces them by its own on a screen. A line that begins with `# `
 * is a title, with `- ` an item; a line `[Plan de financement]`, `[Versements]` or `[Signatures]` is the table of that
 * name; `{nom}` is a value of the dossier.
 */

/** Everything a text may call, and what it means. */
export const acteVariables = {
  territoire: 'Territoire',
  emetteur: 'Intercommunalité qui écrit',
  financeur: 'Financeur',
  porteur: 'Porteur',
  porteur_siege: 'Siège du porteur',
  porteur_siret: 'SIRET du porteur',
  porteur_rna: 'Numéro RNA du porteur',
  representant: 'Représentant légal du porteur',
  representant_fonction: 'Fonction du représentant légal',
  dossier: 'Numéro du dossier',
  action: 'Titre de l’action',
  appel: 'Appel à projets',
  exercice: 'Exercice',
  montant: 'Montant accordé par le financeur',
  montant_detail: 'Montant par nature de crédit',
  montant_total: 'Montant accordé par tous les financeurs',
  cout: 'Coût de l’action',
  decision: 'Décision et sa date',
  motifs: 'Motifs de refus',
  debut: 'Début de l’action',
  fin: 'Fin de l’action',
  echeance: 'Date limite du compte rendu financier',
  acte_modifie: 'Acte modifié',
  objet: 'Objet de l’avenant',
} as const
export type ActeVariable = keyof typeof acteVariables

/** The tables a text may call, by the words between brackets. */
export const acteTables = {
  'Plan de financement': 'plan',
  Versements: 'versements',
  Signatures: 'signatures',
} as const
export type ActeTable = (typeof acteTables)[keyof typeof acteTables]

const parties = `Entre {financeur}, d’une part,
et {porteur}, dont le siège est situé {porteur_siege}, SIRET {porteur_siret}, représenté par {representant}, {representant_fonction}, ci-après « le bénéficiaire », d’autre part,
il est convenu ce qui suit.`

const report = `Le bénéficiaire remet un compte rendu financier (formulaire 15059) au plus tard le {echeance}, accompagné d’un bilan de l’action. Il tient ses comptes et les pièces justificatives à la disposition du financeur pendant dix ans.`

const refund = `La part de la subvention qui n’est pas employée à l’action est reversée, ou reportée avec l’accord écrit du financeur.`

const commitments = `Le bénéficiaire respecte le contrat d’engagement républicain. Il mentionne le soutien de {financeur} dans ses documents d’information et signale sans délai tout retard ou changement dans l’action.`

const convention = `${parties}

# Article 1. Objet
{financeur} soutient l’action « {action} » (dossier {dossier}, « {appel} ») que le bénéficiaire met en œuvre du {debut} au {fin}. Le coût total de l’action est de {cout}.

# Article 2. Montant
La subvention est de {montant}, soit {montant_detail}, au titre de l’exercice {exercice}. Décision : {decision}.

# Article 3. Versement
La subvention est versée sur le compte du bénéficiaire selon l’échéancier suivant.
[Versements]

# Article 4. Engagements du bénéficiaire
${commitments}

# Article 5. Compte rendu
${report}

# Article 6. Contrôle et reversement
Le financeur peut contrôler l’emploi de la subvention, sur pièces et sur place. ${refund}

# Article 7. Modification et résiliation
Toute modification fait l’objet d’un avenant. En cas de manquement, et sans réponse dans le mois qui suit une mise en demeure, la convention peut être résiliée.

[Signatures]`

const cpo = `${parties}

# Article 1. Objet et durée
La convention porte sur l’action « {action} » (dossier {dossier}, « {appel} »), du {debut} au {fin}. Le coût total de l’action est de {cout}.

# Article 2. Montant
Pour l’exercice {exercice}, la subvention est de {montant}, soit {montant_detail}. Décision : {decision}. Pour les exercices suivants, le montant est fixé chaque année par avenant, sous réserve du vote des crédits et au vu du bilan de l’année.

# Article 3. Plan de financement
[Plan de financement]

# Article 4. Versement
[Versements]

# Article 5. Objectifs et évaluation
Les objectifs et les résultats attendus sont ceux du dossier. Les parties en font le point chaque année, et une évaluation conjointe trois mois avant le terme.

# Article 6. Engagements du bénéficiaire
${commitments}

# Article 7. Compte rendu
${report}

# Article 8. Contrôle, reversement, résiliation
Le financeur peut contrôler l’emploi de la subvention, sur pièces et sur place. ${refund}

[Signatures]`

export const defaultModeles: Record<ActeNature, string> = {
  notification: `{porteur}
À l’attention de {representant}, {representant_fonction}

Objet : votre dossier {dossier}, « {action} »

Votre demande, présentée dans le cadre de « {appel} », a été examinée. J’ai le plaisir de vous informer qu’une aide de {montant_total} lui est accordée. Voici ce que chaque financeur a décidé.

[Plan de financement]

Chaque financeur verse sa part après signature de son arrêté ou de sa convention. Le compte rendu financier est attendu au plus tard le {echeance} : vous le remplirez en ligne, à partir du budget de votre dossier.

Je vous remercie de votre engagement auprès des habitants de {territoire}.

[Signatures]`,
  refus: `{porteur}
À l’attention de {representant}, {representant_fonction}

Objet : votre dossier {dossier}, « {action} »

Votre demande, présentée dans le cadre de « {appel} », a été examinée. Elle n’a pas été retenue, pour les raisons suivantes.

{motifs}

L’équipe du projet reste à votre disposition pour en parler et préparer une autre demande. Cette décision peut être contestée devant le tribunal administratif dans les deux mois qui suivent sa réception.

[Signatures]`,
  arrete: `{financeur},

Vu la loi n° 2000-321 du 12 avril 2000, notamment ses articles 9-1 et 10 ;
Vu le dossier {dossier} présenté par {porteur} (SIRET {porteur_siret}) dans le cadre de « {appel} » ;
Vu la décision : {decision} ;

# Article 1
Une subvention de {montant}, soit {montant_detail}, est accordée à {porteur} au titre de l’exercice {exercice} pour l’action « {action} », menée du {debut} au {fin}.

# Article 2
La subvention est versée selon l’échéancier suivant.
[Versements]

# Article 3
${report}

# Article 4
${commitments} ${refund}

[Signatures]`,
  convention,
  cpo,
  avenant: `Avenant à : {acte_modifie}

${parties}

# Article 1. Objet de l’avenant
{objet}

# Article 2. Ce qui change
L’action « {action} » (dossier {dossier}) est menée du {debut} au {fin}. La subvention est de {montant}.
[Versements]

# Article 3
Les autres articles ne changent pas.

[Signatures]`,
}
