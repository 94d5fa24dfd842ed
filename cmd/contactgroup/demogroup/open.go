package demogroup

import "contactgroup/schema"

// What the demonstration's reasons say again and again.
const (
	apology     = "Apologie d'un attentat, diffusée publiquement. Constatation jointe au dossier PHAROS."
	provocation = "Provocation directe à des actes de terrorisme : appel à passer à l'acte, cibles désignées."
	recruiting  = "Recrutement : le compte donne la marche à suivre pour rejoindre un groupe armé."
	spreading   = "Compte de diffusion : reprises quotidiennes de communiqués d'un groupe terroriste."
	inquiry     = "Enquête en cours du parquet de Paris, section antiterroriste."
)

// openStories are requests on their way to the operators or in their hands.
var openStories = []story{
	{key: "video-avril", written: "05-04 09:00", kind: schema.KindWithdrawal, to: "google", label: schema.P2, source: "B2", ext: "PH-2015-118201",
		subject: "Vidéo de propagande, trois copies", reasons: provocation, urls: []string{"video /v/kx41a", "video /v/kx41b", "video /v/kx41c"},
		life: visaAndSend(receive(14), claimBy(90, "pharos"), internal(5, "pharos", "Vérifier la troisième copie : le son semble différent."))},
	{key: "compte-relais", written: "05-04 09:27", kind: schema.KindWithdrawal, to: "facebook", label: schema.P2, source: "A2", ext: "PH-2015-118214",
		subject: "Compte de diffusion et deux publications", reasons: spreading, urls: []string{"account /relais.77", "post /relais.77/p/1", "post /relais.77/p/2"},
		life: visaAndSend(receive(9), claim(3), relabel(40, "chair", schema.P1, "Reprises nombreuses depuis la soirée du 3 mai."), message(25, theAddressee, "Pris en charge par l'équipe de nuit, retour avant l'échéance."))},
	{key: "appel-retweets", written: "05-03 15:40", kind: schema.KindWithdrawal, to: "twitter", label: schema.P2, source: "B2", ext: "PH-2015-117950",
		subject: "Appel à passer à l'acte, fil de messages", reasons: provocation, urls: []string{"post /u8814/s/1", "post /u8814/s/2"},
		life: visaAndSend(receive(35), claim(20), internal(900, "pharos", "Relancer l'astreinte par téléphone à 9 h."), claimBy(5, "pharos-nuit"))},
	{written: "05-04 19:50", kind: schema.KindWithdrawal, to: "microsoft", label: schema.P3, ext: "PH-2015-118390",
		subject: "Fichiers audio en partage public", reasons: apology, urls: []string{"file /d/3c91/a1", "file /d/3c91/a2"}, life: visaAndSend()},
	{written: "05-05 07:52", kind: schema.KindWithdrawal, to: "apple", label: schema.P3, ext: "PH-2015-118466",
		subject: "Balado reprenant un discours d'apologie", reasons: apology, urls: []string{"page /p/19-discours"}, life: visaAndSend(receive(11))},
	{written: "05-04 18:10", kind: schema.KindBlocking, to: "isp", label: schema.P2, source: "A1",
		subject: "Blocage d'un site relais, hébergeur sans réponse", reasons: "L'éditeur et l'hébergeur n'ont pas retiré le contenu dans le délai de vingt-quatre heures.",
		urls: []string{"site /"}, life: visaAndSend(receive(30), claim(15))},
	{written: "05-02 10:40", kind: schema.KindBlocking, to: "isp", label: schema.P2,
		subject: "Blocage d'un site miroir", reasons: "Copie du site bloqué le 27 mars, ouverte sous un autre nom.", urls: []string{"site /fr", "site /en"},
		life: visaAndSend(receive(65), claimBy(600, "secretariat"))},
	{written: "05-04 14:40", kind: schema.KindDelisting, to: "google", label: schema.P3,
		subject: "Déréférencement d'un site bloqué", reasons: "Le site bloqué le 27 mars reste en première page des résultats.", urls: []string{"page /recherche/copie-1"},
		life: visaAndSend(receive(50), claim(10), contested(30, "La page mène aussi à des articles de presse."))},
	{written: "05-05 08:00", kind: schema.KindRemovalOrder, to: "google", label: schema.P1, source: "A1",
		subject: "Injonction : enregistrement d'un attentat", reasons: provocation, urls: []string{"video /v/zz09", "video /v/zz10"},
		life: visaAndSend(receive(15), claim(5), claimBy(3, "chair"))},
	{written: "05-05 08:44", kind: schema.KindRemovalOrder, to: "twitter", label: schema.P0, source: "A1",
		subject: "Injonction : adresse d'une personne menacée", reasons: "Diffusion de l'adresse d'une personne désignée comme cible.", urls: []string{"post /u9021/s/44"},
		life: []step{send(6)}},
	{written: "05-04 16:55", kind: schema.KindReferral, to: "facebook", label: schema.P3, tlp: schema.TLPGreen,
		subject: "Page d'un groupe fermé, contraire aux conditions d'utilisation", reasons: spreading, urls: []string{"page /groupes/5510"}, life: []step{send(5), receive(120)}},
	{key: "compte-miroir", written: "05-04 11:20", kind: schema.KindReferral, to: "twitter", label: schema.P4, tlp: schema.TLPGreen,
		subject: "Compte recréé sous un nom voisin", reasons: "Le compte fermé le 30 avril a été ouvert de nouveau.", urls: []string{"account /u8814b"}, life: []step{send(4)}},
	{written: "05-04 10:05", kind: schema.KindReferral, to: "microsoft", label: schema.P3, tlp: schema.TLPGreen,
		subject: "Dossier partagé de bandes sonores", reasons: apology, urls: []string{"file /d/77af", "file /d/77b0", "file /d/77b1"},
		life: []step{send(6), receive(30), expected(20, "pharos", "05-07 18:00", "Réponse utile pour la réunion du 6 mai.")}},
	{written: "05-04 15:30", kind: schema.KindReferral, to: "afa", label: schema.P4, tlp: schema.TLPClear,
		subject: "Forum sans mentions légales", reasons: "Hébergeur à identifier parmi les membres de l'association.", urls: []string{"site /forum"}, life: []step{send(3), receive(45), claim(5)}},
	{written: "05-04 13:15", kind: schema.KindNotice, to: "google", label: schema.P3,
		subject: "Notification : chaîne de reprises", reasons: spreading, urls: []string{"account /c/reprises", "video /v/rp01"},
		life: []step{send(5), receive(25), claim(5), contested(240, "La chaîne reprend des journaux télévisés, sans commentaire."),
			ruled(600, "validator", schema.RulingUpheld, "Le montage retire les images de leur contexte : la demande est maintenue.")}},
	{written: "05-04 12:05", kind: schema.KindOrderToAct, to: "facebook", label: schema.P2, source: "B1",
		subject: "Injonction d'agir : groupe de recrutement", reasons: recruiting, urls: []string{"page /groupes/9127"},
		life: visaAndSend(receive(16), expected(10, "pharos", "05-06 12:00", "Avant la réunion du groupe de contact."))},
	{written: "05-05 08:27", kind: schema.KindVitalEmergency, to: "twitter", label: schema.P0, source: "A1",
		subject: "Menace de suicide imminent, localiser l'auteur", reasons: "Message publié à 8 h 10 annonçant un passage à l'acte. Données de connexion récentes demandées.", urls: []string{"post /u5512/s/9"},
		life: []step{send(4), receive(1), claim(1), expected(1, "pharos", "05-05 09:10", "Vie en jeu."), message(6, theAddressee, "Équipe juridique jointe, réponse dans le quart d'heure."), claimBy(2, "pharos")}},
	{written: "05-04 17:20", kind: schema.KindIdentification, to: "facebook", label: schema.P2, tlp: schema.TLPRed, source: "A2",
		subject: "Réquisition : titulaire d'un compte de recrutement", reasons: inquiry, urls: []string{"account /marche.a.suivre"},
		life: append([]step{attached(3, "requisition.txt", "Réquisition judiciaire n° 2015/311 : identité du titulaire du compte « marche.a.suivre ».\nParquet de Paris, section antiterroriste.\n")},
			visaAndSend(receive(40), claim(5), internal(30, theAddressee, "Demande transmise au service juridique, ticket interne ouvert."))...)},
	{written: "05-04 09:40", kind: schema.KindPreservation, to: "apple", label: schema.P2, tlp: schema.TLPRed,
		subject: "Gel des données d'un compte", reasons: inquiry, urls: []string{"account /id/7741"}, life: visaAndSend(receive(70))},
	{written: "05-04 10:30", kind: schema.KindCounterSpeech, to: "google", label: schema.P4, tlp: schema.TLPClear,
		subject: "Mise en avant d'une campagne d'information", reasons: "Campagne « Stop djihadisme » : place dans les résultats et les suggestions.", urls: []string{"video /v/info-01"},
		life: []step{send(5), receive(60), claim(15), snoozed(30, "pharos", "05-11 09:00")}},
	{written: "05-04 11:40", kind: schema.KindCounterSpeech, to: "twitter", label: schema.P4, tlp: schema.TLPClear,
		subject: "Relais des témoignages de familles", reasons: "Espace offert aux associations de familles.", urls: []string{"account /temoignages"}, life: []step{send(6)}},
	{written: "05-04 09:35", kind: schema.KindReinstatement, to: "google", label: schema.P3,
		subject: "Rétablissement : documentaire retiré par erreur", reasons: "Extrait d'un reportage d'information, signalé par confusion.", urls: []string{"video /v/doc77"},
		life: visaAndSend(receive(45), claim(30))},
}

// unsentStories are requests not sent yet: known to the authority alone.
var unsentStories = []story{
	{written: "05-05 08:20", kind: schema.KindWithdrawal, to: "google", label: schema.P2, source: "C3", ext: "PH-2015-118470",
		subject: "Chant de propagande, deux publications", reasons: apology, urls: []string{"video /v/ch01", "video /v/ch02"}},
	{written: "05-05 08:33", kind: schema.KindReferral, to: "facebook", label: schema.P3,
		subject: "Profil à vérifier, adresse à compléter", reasons: "Signalement d'un particulier, adresse illisible."},
	{written: "05-05 08:38", kind: schema.KindReferral, label: schema.P4, by: "pharos-nuit",
		subject: "Archive anonyme, hébergeur à trouver", reasons: "Archive de textes ; le destinataire n'est pas encore connu.", urls: []string{"file /a/textes"}},
	{written: "05-04 16:10", kind: schema.KindBlocking, to: "isp", label: schema.P2,
		subject: "Blocage d'un forum", reasons: "Forum d'apologie.", urls: []string{"site /f/1"},
		life: []step{submit(10), returned(35, "Le délai de retrait laissé à l'éditeur n'est pas écoulé : joindre la demande et sa date.")}},
	{written: "05-04 15:05", kind: schema.KindIdentification, to: "twitter", label: schema.P2, tlp: schema.TLPRed,
		subject: "Réquisition : connexions d'un compte d'appel", reasons: inquiry, urls: []string{"account /u8814"}},
	{written: "05-05 08:36", kind: schema.KindWithdrawal, to: "google", label: schema.P1, source: "A2", ext: "PH-2015-118471",
		subject: "Revendication en ligne, diffusion en cours", reasons: provocation, urls: []string{"video /v/rv01"}, life: []step{submit(9)}},
	{written: "05-05 07:40", kind: schema.KindWithdrawal, to: "facebook", label: schema.P3, ext: "PH-2015-118462",
		subject: "Publications d'apologie, album public", reasons: apology, urls: []string{"post /album/41", "image /album/41/3"}, life: []step{submit(10), approve(25)}},
	{written: "05-05 07:55", kind: schema.KindDelisting, to: "microsoft", label: schema.P3,
		subject: "Déréférencement d'un miroir", reasons: "Le miroir bloqué le 2 mai apparaît dans les résultats.", urls: []string{"page /recherche/miroir"},
		life: []step{submit(8), claimBy(20, "validator"), internal(4, "validator", "Demander la capture des résultats.")}},
	{written: "05-04 14:20", kind: schema.KindIdentification, to: "google", label: schema.P1, tlp: schema.TLPRed, source: "A1",
		subject: "Réquisition : auteur d'une vidéo de revendication", reasons: inquiry, urls: []string{"video /v/rv00"}, life: []step{submit(15)}},
	{written: "05-05 08:05", kind: schema.KindWithdrawal, to: "afa", label: schema.P3,
		subject: "Pages personnelles, textes d'apologie", reasons: apology, urls: []string{"page /perso/12", "page /perso/13"}, life: []step{submit(6)}},
}
