/*
 * The register of what is done with personal data, declared once: the page, the document, the answer to a person who
 * asks what is known of them, and the test that no table is forgotten read this list.
 */

/** Where a person is found in a table: columns that hold its identifier, or its address. */
export interface Place {
  table: string
  contenu: string
  personne?: ReadonlyArray<string>
  courriel?: ReadonlyArray<string>
  /** Names typed as free text: nobody is found by them, but the register says they are there. */
  libres?: ReadonlyArray<string>
}

export interface Traitement {
  code: string
  titre: string
  finalite: string
  base: string
  personnes: string
  donnees: string
  destinataires: string
  conservation: string
  places: ReadonlyArray<Place>
}

const MISSION = 'Mission d’intérêt public (RGPD, article 6-1-e)'
const OBLIGATION = 'Obligation légale (RGPD, article 6-1-c)'

export const traitements: ReadonlyArray<Traitement> = [
  {
    code: 'annuaire',
    titre: 'Annuaire des personnes du projet et de leurs rôles',
    finalite: 'Savoir qui fait quoi dans le projet, et donner à chacun les accès de son rôle.',
    base: MISSION,
    personnes: 'Agents, élus, partenaires, porteurs, membres des conseils citoyens',
    donnees: 'Nom, fonction, organisation, adresse et téléphone professionnels, rôle',
    destinataires: 'L’équipe du projet, les communes et les financeurs ; jamais le public',
    conservation: 'Le temps du rôle, puis la durée de la règle « Personnes sans rôle »',
    places: [
      {
        table: 'personne',
        contenu: 'L’identité et les coordonnées',
        personne: ['id'],
        courriel: ['courriel'],
      },
      { table: 'affectation', contenu: 'Les rôles', personne: ['personne_id'] },
      { table: 'invitation', contenu: 'Les invitations', courriel: ['courriel'] },
      {
        table: 'siege',
        contenu: 'Les sièges dans les instances',
        personne: ['titulaire_id', 'suppleant_id'],
      },
      { table: 'organisation', contenu: 'L’adresse d’une organisation', courriel: ['courriel'] },
    ],
  },
  {
    code: 'instances',
    titre: 'Tenue des instances',
    finalite: 'Convoquer, constater les présences, garder la preuve que l’instance s’est tenue.',
    base: MISSION,
    personnes: 'Membres des instances',
    donnees: 'Organisation, adresse de convocation, réponse, présence',
    destinataires: 'Les membres de l’instance et l’équipe du projet',
    conservation: 'La durée de la règle « Convocations et présences » ; le relevé de décisions, sans limite',
    places: [
      { table: 'convocation', contenu: 'Les convocations reçues', courriel: ['courriel'] },
      {
        table: 'sondage_membre',
        contenu: 'Les sondages de date reçus et leurs réponses',
        courriel: ['courriel'],
        libres: ['repondu_par'],
      },
      { table: 'agenda_jeton', contenu: 'L’abonnement à l’agenda', personne: ['personne_id'] },
    ],
  },
  {
    code: 'subventions',
    titre: 'Demandes de subvention',
    finalite: 'Instruire, décider, payer et contrôler les subventions.',
    base: `${MISSION} ; ${OBLIGATION} pour les pièces comptables`,
    personnes: 'Représentants et responsables de projet des porteurs, instructeurs',
    donnees: 'Nom, fonction, coordonnées, signature, coordonnées bancaires chiffrées, avis et notes',
    destinataires: 'Les services instructeurs ; les coordonnées bancaires, l’administration seule',
    conservation: 'Dix ans après le dernier versement ; coordonnées bancaires : la règle qui les concerne',
    places: [
      {
        table: 'dossier',
        contenu: 'Les dossiers dont la personne est responsable, ou qu’elle a signés',
        personne: ['signe_par', 'cree_par'],
        courriel: ['responsable_courriel'],
        libres: ['responsable_nom', 'signataire_nom'],
      },
      { table: 'dossier_signature', contenu: 'Les signatures demandées', courriel: ['courriel'] },
      { table: 'organisation_rib', contenu: 'Les comptes bancaires des porteurs', libres: ['titulaire'] },
      { table: 'avis_commune', contenu: 'Les avis donnés pour une commune', personne: ['donne_par'] },
      { table: 'note_critere', contenu: 'Les notes données', personne: ['personne_id'] },
      { table: 'ligne', contenu: 'Les avis donnés sur une demande', personne: ['avis_par'] },
      { table: 'compte_rendu', contenu: 'Les comptes rendus signés', libres: ['signataire_nom'] },
    ],
  },
  {
    code: 'actions',
    titre: 'Suivi des actions et écriture commune',
    finalite: 'Suivre les actions, se répondre, garder la trace de qui a écrit.',
    base: MISSION,
    personnes: 'Personnes qui ont un compte',
    donnees: 'Commentaires, suivis, fichiers déposés, observations, votes de priorité',
    destinataires: 'Celles et ceux qui voient l’objet commenté',
    conservation: 'La vie de l’objet',
    places: [
      { table: 'commentaire', contenu: 'Les commentaires', personne: ['auteur_id', 'traite_par'] },
      { table: 'ecrit_version', contenu: 'Les versions gardées d’un texte', personne: ['auteur_id'] },
      {
        table: 'ecrit_visa',
        contenu: 'Les visas demandés et donnés',
        personne: ['personne_id', 'demande_par'],
      },
      { table: 'fiche', contenu: 'Les fiches créées', personne: ['cree_par'] },
      { table: 'fiche_suivi', contenu: 'Les points de suivi écrits', personne: ['auteur_id'] },
      {
        table: 'fiche_relais',
        contenu: 'Les relais dont la personne est responsable',
        personne: ['responsable_id'],
      },
      { table: 'fichier', contenu: 'Les fichiers déposés', personne: ['depose_par'] },
      { table: 'observation', contenu: 'Les observations de terrain', personne: ['personne_id'] },
      { table: 'constat_voix', contenu: 'Les votes de priorité', personne: ['personne_id'] },
      { table: 'appel_terrain', contenu: 'Les demandes de contribution', libres: ['destinataire'] },
      { table: 'engagement', contenu: 'Les responsables d’engagements', libres: ['responsable'] },
      {
        table: 'candidature_exigence',
        contenu: 'Les responsables d’une candidature',
        libres: ['responsable'],
      },
      { table: 'candidature_piece', contenu: 'Les responsables de pièces', libres: ['responsable'] },
      { table: 'candidature_version', contenu: 'Les versions gardées', libres: ['cree_par'] },
      { table: 'livraison', contenu: 'Les données demandées', courriel: ['courriel'], libres: ['recue_par'] },
      { table: 'indicateur_annee', contenu: 'Les valeurs saisies', libres: ['saisi_par'] },
      {
        table: 'participation',
        contenu: 'Ce que la personne a dit de la part de sa commune',
        personne: ['declare_par'],
        libres: ['declarant'],
      },
      {
        table: 'participation_invitation',
        contenu: 'Les invitations envoyées, et les adresses où elles sont parties',
        personne: ['envoyee_par'],
        courriel: ['courriel'],
      },
      { table: 'appui', contenu: 'Les demandes d’appui déposées', personne: ['demandeur_id'] },
      {
        table: 'demarche_contribution',
        contenu: 'Les contributions à l’écriture d’un document, et comment elles sont signées',
        personne: ['auteur_id'],
        libres: ['auteur'],
      },
      { table: 'demarche_voix', contenu: 'Les points donnés aux contributions', personne: ['personne_id'] },
      {
        table: 'demarche_lien',
        contenu: 'Les appels à contribuer envoyés, et les adresses où ils sont partis',
        courriel: ['courriel'],
        libres: ['destinataire'],
      },
    ],
  },
  {
    code: 'publication',
    titre: 'Publications et portail public',
    finalite: 'Rendre compte du projet à tous.',
    base: MISSION,
    personnes: 'Personnes qui publient ou relisent ; contacts donnés par fonction',
    donnees: 'Qui a relu, qui a publié ; adresses génériques de contact',
    destinataires: 'Le public pour les contacts ; l’équipe pour le reste',
    conservation: 'La vie de la publication',
    places: [
      {
        table: 'experience',
        contenu: 'Les fiches d’expérience relues',
        personne: ['relue_par'],
        libres: ['contact'],
      },
      { table: 'rapport_evaluation', contenu: 'Les rapports d’évaluation signés', libres: ['signe_par'] },
      { table: 'publication', contenu: 'Les publications faites', personne: ['publie_par'] },
      { table: 'portail', contenu: 'L’adresse de contact du portail', courriel: ['courriel'] },
      { table: 'appel_a_projets', contenu: 'Le contact d’un appel', libres: ['contact'] },
    ],
  },
  {
    code: 'securite',
    titre: 'Journal, imports et sécurité',
    finalite: 'Savoir qui a fait quoi, réparer une erreur, défendre le service.',
    base: `${MISSION} ; ${OBLIGATION} de sécurité (RGPD, article 32)`,
    personnes: 'Personnes qui ont un compte',
    donnees: 'Gestes faits et leur jour, imports, textes en cours, pages regardées à l’instant',
    destinataires: 'L’équipe du projet',
    conservation: 'Le journal : la vie du projet ; présences : une heure ; sessions : leur durée',
    places: [
      { table: 'journal', contenu: 'Les gestes faits', personne: ['personne_id'] },
      { table: 'jeton_acces', contenu: 'Les jetons d’accès créés', personne: ['cree_par'] },
      { table: 'abonnement', contenu: 'Les abonnements d’outils créés', personne: ['cree_par'] },
      { table: 'brouillon', contenu: 'Les textes en cours', personne: ['personne_id'] },
      { table: 'presence', contenu: 'Les pages ouvertes', personne: ['personne_id'] },
      { table: 'import_lot', contenu: 'Les imports faits', personne: ['fait_par'] },
      {
        table: 'import_attributions',
        contenu: 'Les imports de subventions',
        libres: ['importe_par', 'remplace_par', 'annule_par'],
      },
      {
        table: 'destruction',
        contenu: 'Les destructions proposées ou visées',
        personne: ['propose_par', 'vise_par'],
        libres: ['propose_nom', 'vise_nom', 'fait_nom'],
      },
      {
        table: 'transfert_archives',
        contenu: 'Les transferts aux archives préparés',
        personne: ['prepare_par'],
        libres: ['prepare_nom'],
      },
    ],
  },
  {
    code: 'messages',
    titre: 'Courriels et notifications',
    finalite: 'Prévenir chacun de ce qui le concerne.',
    base: MISSION,
    personnes: 'Personnes du projet',
    donnees: 'Adresse, objet et texte du message, préférences',
    destinataires: 'La personne elle-même ; l’administration pour la boîte d’envoi',
    conservation: 'La durée de la règle « Courriels envoyés » ; notifications lues : un an',
    places: [
      { table: 'courriel', contenu: 'Les courriels envoyés', courriel: ['destinataire'] },
      { table: 'notification', contenu: 'Les notifications', personne: ['personne_id'] },
      { table: 'preference_notification', contenu: 'Les préférences', personne: ['personne_id'] },
      { table: 'vue_enregistree', contenu: 'Les vues enregistrées', personne: ['personne_id'] },
    ],
  },
]

/** Every place of every treatment. */
export const places: ReadonlyArray<Place> = traitements.flatMap(({ places: its }) => its)

/** What never leaves, even for the person itself: fingerprints of secrets, encrypted or whole copies of others' data. */
export const hiddenColumns: ReadonlySet<string> = new Set([
  'territoire_id',
  'empreinte',
  'iban_chiffre',
  'secret_chiffre',
  'compte_id',
  'html',
  'pieces',
  'copie',
  'contenu',
  'chemin',
])
