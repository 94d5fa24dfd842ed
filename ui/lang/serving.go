package lang

// Serving holds the words of a served group's configuration, and of its start, reload and stop.
type Serving struct {
	ConfigShort, FlagConfig                                                        string
	FlagHostKey, FlagPublicAddress, FlagBanner, FlagUserCA, FlagLogLevel           string
	FlagChannels, FlagEnv, FlagLine, FlagRequests                                  string
	FlagHandshake, FlagWriteTimeout, FlagIdleLock, FlagIdleEnd                     string
	AllowCount, AllowSpan                                                          string // {least} {most}
	AllowNumber, AllowSpanOrNone, AllowText, AllowTexts, AllowAddress, AllowedOnly string // AllowedOnly follows a refusal: {allowed}

	FlagMetrics, FlagMetricsPublic string
	MetricsPublic                  string // refused: {address}

	Misconfigured string // {place} {why}
	NoFile        string
	UnknownKey    string // {key} {names}
	WrongValue    string // {key} {value} {allowed}
	ByDefault     string // where a value comes from

	StoppingNew  string // to who comes while the server stops
	Unanswered   string // to who comes while the register does not answer
	NoSubsystem  string // {name}
	Foreign      string // {name} {host}: a program that other servers would start
	NoAgent      string
	NoForwarding string
	Busy         string // too many connections

	HostKeyShort, HostKeyList, HostKeyNew, HostKeyRetire string
	UnitShort, FlagSocket                                string

	Presented, Announced string // of a host key
	NoHostKey            string // {path}
	HasNext              string // {path}
	NoNext               string // {path}
	NextMade             string // {path} {fingerprint}
	Retired              string // {fingerprint} {path}

	BadBanner     string // {path} {why}
	BannerLong    string // {n} bytes
	BannerControl string // {line} {rune}
}

var servingFR = Serving{
	ConfigShort: "Montrer les réglages en vigueur et d’où vient chacun", FlagConfig: "`fichier` de configuration (TOML)",
	FlagHostKey: "`fichier` d’une clé d’hôte (ed25519), créé s’il manque ; plusieurs : la première sert, les autres sont annoncées", FlagPublicAddress: "`hôte:port` sous lequel les membres joignent le serveur",
	FlagUserCA: "`fichier` des clés publiques d’autorités dont les certificats peuvent nommer tout membre",
	FlagBanner: "`fichier` du texte montré avant l’authentification", FlagLogLevel: "gravité minimale journalisée : debug, info, warn, error",
	FlagChannels: "nombre maximal de canaux ouverts par connexion", FlagEnv: "nombre maximal de variables acceptées par canal", FlagLine: "taille maximale d’une ligne de commande, en octets", FlagRequests: "nombre maximal de requêtes par seconde et par canal",
	FlagHandshake: "temps laissé pour s’authentifier", FlagWriteTimeout: "temps laissé à un client qui ne lit plus",
	FlagIdleLock: "écran couvert après ce temps sans frappe (0 : jamais)", FlagIdleEnd: "session fermée après ce temps sans activité (0 : jamais)",
	AllowCount: "un nombre entier de {least} à {most}", AllowSpan: "une durée de {least} à {most}", AllowNumber: "un nombre entier", AllowSpanOrNone: "une durée comme 90s, 15m ou 8h, ou 0",
	AllowText: "un texte", AllowTexts: "un texte ou une liste de textes", AllowAddress: "hôte:port", AllowedOnly: " Il faut : {allowed}.",
	Misconfigured: "{place} : {why}", NoFile: "ce fichier de configuration n’existe pas.",
	UnknownKey: "« {key} » n’est pas un réglage. Réglages : {names}.", WrongValue: "{key} = « {value} » ne convient pas. Il faut : {allowed}.", FlagMetrics: "adresse privée où lire les mesures (/metrics, /healthz, /readyz) : 127.0.0.1:9090 ; vide : nulle part", FlagMetricsPublic: "donner les mesures même sur une adresse publique",
	MetricsPublic: "{address} n’est pas une adresse privée : les mesures diraient à tous l’activité du groupe. Choisissez 127.0.0.1 ou un réseau privé, ou confirmez avec --metrics-public.",
	ByDefault:     "par défaut",
	StoppingNew:   "Le serveur s’arrête. Revenez dans un instant.", Unanswered: "Le registre ne répond pas en ce moment ; réessayez dans une minute.",
	Foreign:     "« {name} » ne s’exécute pas ici : il n’y a que les commandes du bureau (« help » les donne). Pour les fichiers : sftp {host}.",
	NoSubsystem: "Il n’y a pas de sous-système « {name} » ici ; pour les fichiers : sftp.", NoAgent: "Votre agent SSH n’est pas transmis : rien ici n’en a besoin (ssh -a).",
	NoForwarding: "aucun transfert ici (-L, -R, -D, -W, -w, -X) : seulement des sessions", Busy: "trop de connexions pour ce compte ; fermez-en une",
	UnitShort: "Écrire l’unité systemd du service, ou avec --socket celle de son socket", FlagSocket: "écrire l’unité .socket, par laquelle systemd écoute",
	HostKeyShort: "Changer la clé d’hôte sans alerte chez les clients SSH", HostKeyList: "Montrer les clés d’hôte, leur empreinte et leur date",
	HostKeyNew: "Créer la prochaine clé, annoncée avec la clé actuelle", HostKeyRetire: "Mettre la prochaine clé à la place de la clé actuelle",
	Presented: "présentée", Announced: "annoncée", NoHostKey: "Il n’y a pas de clé d’hôte {path} : « contactgroup serve » la crée.",
	HasNext:   "{path} existe déjà : la prochaine clé est annoncée. Quand les clients des membres la connaissent : contactgroup host-key retire",
	NoNext:    "Il n’y a pas de prochaine clé {path}. Créez-la d’abord : contactgroup host-key new",
	NextMade:  "Prochaine clé : {path}, {fingerprint}\nCopiez-la sur chaque nœud, puis rechargez le serveur (systemctl reload contactgroup). Publiez l’empreinte ; quand tous les membres se sont reconnectés : contactgroup host-key retire",
	Retired:   "Clé d’hôte désormais présentée : {fingerprint}. La précédente est gardée : {path}\nFaites de même sur chaque nœud, puis rechargez le serveur (systemctl reload contactgroup).",
	BadBanner: "Le texte d’accueil {path} n’est pas utilisé : {why}.", BannerLong: "il dépasse {n} octets", BannerControl: "ligne {line}, le caractère de contrôle {rune}",
}

var servingEN = Serving{
	ConfigShort: "Show the settings in force and where each comes from", FlagConfig: "configuration `file` (TOML)",
	FlagHostKey: "`file` of a host key (ed25519), made when missing; of several the first is used, the others are announced", FlagPublicAddress: "`host:port` at which members reach the server",
	FlagUserCA: "`file` of public keys of authorities whose certificates may name any member",
	FlagBanner: "`file` of the text shown before authentication", FlagLogLevel: "lowest level that is logged: debug, info, warn, error",
	FlagChannels: "most channels open per connection", FlagEnv: "most variables accepted per channel", FlagLine: "longest command line, in bytes", FlagRequests: "most requests per second and channel",
	FlagHandshake: "time allowed to authenticate", FlagWriteTimeout: "time allowed to a client that no longer reads",
	FlagIdleLock: "cover the screen after this long without typing (0: never)", FlagIdleEnd: "end a session after this long without activity (0: never)",
	AllowCount: "a whole number from {least} to {most}", AllowSpan: "a duration from {least} to {most}", AllowNumber: "a whole number", AllowSpanOrNone: "a duration such as 90s, 15m or 8h, or 0",
	AllowText: "a text", AllowTexts: "a text or a list of texts", AllowAddress: "host:port", AllowedOnly: " It takes: {allowed}.",
	Misconfigured: "{place}: {why}", NoFile: "there is no such configuration file.",
	UnknownKey: "“{key}” is not a setting. Settings: {names}.", WrongValue: "{key} = “{value}” will not do. It takes: {allowed}.", FlagMetrics: "private address that serves the metrics (/metrics, /healthz, /readyz): 127.0.0.1:9090; empty: nowhere", FlagMetricsPublic: "serve the metrics even on a public address",
	MetricsPublic: "{address} is not a private address: the metrics would tell everybody how busy the group is. Choose 127.0.0.1 or a private network, or confirm with --metrics-public.",
	ByDefault:     "default",
	StoppingNew:   "The server is stopping. Come back in a moment.", Unanswered: "The register is not answering; try again in a minute.",
	Foreign:     "“{name}” does not run here: only the desk’s own commands do (“help” lists them). For files: sftp {host}.",
	NoSubsystem: "There is no subsystem “{name}” here; for files: sftp.", NoAgent: "Your SSH agent is not forwarded: nothing here needs it (ssh -a).",
	NoForwarding: "nothing is forwarded here (-L, -R, -D, -W, -w, -X): sessions only", Busy: "too many connections for this account; close one",
	UnitShort: "Write the systemd unit of the service, or with --socket that of its socket", FlagSocket: "write the .socket unit, through which systemd listens",
	HostKeyShort: "Change the host key without alarming SSH clients", HostKeyList: "Show the host keys, their fingerprints and dates",
	HostKeyNew: "Create the next key, announced along with the current one", HostKeyRetire: "Put the next key in place of the current one",
	Presented: "presented", Announced: "announced", NoHostKey: "There is no host key {path}: “contactgroup serve” makes it.",
	HasNext:   "{path} is there already: the next key is announced. Once members’ clients know it: contactgroup host-key retire",
	NoNext:    "There is no next key {path}. Make it first: contactgroup host-key new",
	NextMade:  "Next key: {path}, {fingerprint}\nCopy it to every node, then reload the server (systemctl reload contactgroup). Publish the fingerprint; once all members have reconnected: contactgroup host-key retire",
	Retired:   "Host key presented from now on: {fingerprint}. The previous one is kept: {path}\nDo the same on every node, then reload the server (systemctl reload contactgroup).",
	BadBanner: "The banner {path} is not used: {why}.", BannerLong: "it is longer than {n} bytes", BannerControl: "line {line}, the control character {rune}",
}
