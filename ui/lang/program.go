package lang

// Program holds what the program itself says on the machine it runs on.
type Program struct {
	Short, DemoShort, InitShort, ServeShort, OpenShort, BackupShort, VersionShort string
	FlagAs, FlagDatabase, FlagLang, FlagData, FlagListen, FlagNoOpen              string
	FlagSize, FlagName, FlagAdmin, FlagKey, FlagSigningKey, FlagZone, FlagService string
	FlagUnauthenticated, FlagPerAddress, FlagPerAccount                           string

	Usage, Commands, Flags, SharedFlags, FlagHelp string // of the help
	HelpMore, HelpDesk                            string // after it; HelpDesk where the desk's own commands may follow: {nouns}

	Seeding        string // {done} {total}
	Spelling       string // {done} {total} requests
	Welcome        string // {group} {address}
	Lines          string
	DemoClock      string // {time}
	StopHint       string
	Left           Plural // the chair's desk was closed, others are in: {n}
	Ended          string
	Listening      string // {address} {fingerprint}
	Founded        string // {group} {login}
	FirstLogin     string // {login}, {program}
	NoTerminal     string // a shell was asked without a terminal
	NoTerminalHere string // "open" was asked without a terminal
	LineTooLong    string // a command over ssh
	Stopping       string // the server stops while somebody is in
	InUse          string // {address}
	CannotListen   string // {address} {error}
	CannotRead     string // {error}
	Locked         string // {path}
	CannotWrite    string // {path} {error}
	NotFounded     string // {database}
	NeedAs         string
	NoMember       string // {login}
	NeedFlag       string // {flag}
	Authority      string // default name of the first organisation
	AdminName      string
	BackedUp       string // {path}

	ExportShort, ExportAllShort, ImportShort, ImportAllShort, RestoreShort, MigrateShort, FlagForce string

	EraseShort, FlagBefore, FlagDryRun string

	SignersShort, NoSigner string // NoSigner: {key}

	FlagEraseNoun, FlagEraseAll        string
	EraseNoun                          string // {noun} {n} {date} {entries}
	EraseForGood                       string // {noun}
	EraseLine                          string // {log} {n}
	EraseMore                          string // {n}
	EraseNoNoun                        string // {word} {nouns}
	Erased, WouldErase, NothingToErase string

	Writing     string // {done} {total} rows of a whole register
	Verifying   string // {done} {total} entries of all logs
	Exported    string // {group} {rows} {path} {digest}
	Imported    string // {group} {rows} {database} {digest}
	Restored    string // {group} {requests} {entries} {last}
	KeptBeside  string // {path}
	Migrated    string // {from} {to}
	UpToDate    string // {to}
	NotEmpty    string // {path}
	Exists      string // {path}
	NeedsForce  string // {path}
	Missing     string // {path}
	Damaged     string // {path} {error}
	NotListed   string // {file}, in Damaged
	NoRegister  string // {path}
	Denied      string // {path}
	DiskFull    string // {path}
	Unchanged   string // after what went wrong
	OtherKey    string // {path} {key}
	Unsealed    string // after OtherKey, of what is served all the same
	Unsigned    string // {key}
	Newer       string // {path}
	Unfinished  string // {database}
	BackupElse  string // how a register of PostgreSQL is backed up
	RestoreElse string // and put back
	Endless     string // {line}: a command that does not end by itself, typed on a screen
	TextHint    string // before a text is typed there
}

var programFR = Program{
	Short:     "Le bureau du groupe de contact permanent",
	DemoShort: "Créer (ou rouvrir) un groupe de démonstration et le servir", InitShort: "Créer un groupe et son premier administrateur",
	ServeShort: "Servir le groupe par SSH", OpenShort: "Ouvrir le bureau sur ce terminal", BackupShort: "Copier la base SQLite dans un nouveau fichier, serveur en marche ou non", VersionShort: "Afficher la version",
	FlagAs: "identifiant du membre au nom duquel agir", FlagDatabase: "base : sqlite:CHEMIN ou postgres://…", FlagLang: "langue : fr ou en",
	FlagData: "dossier de la démonstration", FlagListen: "adresse d’écoute (port 0 : n’importe lequel)", FlagNoOpen: "ne pas ouvrir de bureau",
	FlagSize: "nombre total de demandes", FlagName: "nom du groupe", FlagAdmin: "identifiant du premier administrateur", FlagKey: "fichier de sa clé publique SSH",
	FlagSigningKey: "fichier de la clé qui signe les journaux (ed25519), créé s’il manque", FlagZone: "fuseau horaire du groupe", FlagService: "services de l’autorité au nom desquels les demandes sont faites",
	FlagUnauthenticated: "connexions non authentifiées en tout", FlagPerAddress: "connexions non authentifiées par adresse", FlagPerAccount: "connexions par membre",
	Seeding: "Création de la démonstration : {done}/{total} demandes", Spelling: "Mots de la recherche refaits : {done}/{total} demandes", Welcome: "{group}, démonstration, écoute sur {address}",
	Lines: "Pour entrer depuis un autre terminal, en tant que :", DemoClock: "L’horloge de la démonstration marque {time} (Paris).",
	StopHint: "Ctrl+C arrête le serveur ; les données restent.", Left: Plural{"Bureau fermé ; une autre connexion est en cours. Ctrl+C arrête le serveur.", "Bureau fermé ; {n} autres connexions sont en cours. Ctrl+C arrête le serveur."},
	Ended: "Démonstration arrêtée. La même commande la reprendra où elle en était.", Listening: "Écoute sur {address}, clé d’hôte {fingerprint}",
	Founded: "{group} est créé. Premier administrateur : {login}.", FirstLogin: "Démarrez-le avec : {program} serve\nAjoutez une première organisation, puis invitez quelqu’un à la représenter :\n  {program} --as {login} organisation add CODE --name NOM --prefix PRÉFIXE --kind operator\n  {program} --as {login} invitation add --organisation CODE --role correspondent --expires 72h",
	LineTooLong: "La commande est trop longue : donnez les textes et les numéros sur l’entrée standard (-).", Stopping: "Le serveur s’arrête ; ce qui était confirmé est gardé.",
	NoTerminalHere: "Le bureau demande un terminal. Sans terminal, donnez une commande, par exemple : contactgroup --as IDENTIFIANT request list",
	NoTerminal:     "Le bureau demande un terminal (ssh -t). Sans terminal, donnez une commande, par exemple : ssh HÔTE request list",
	InUse:          "L’adresse {address} est déjà prise. Choisissez-en une autre avec --listen.", Locked: "{path} est déjà ouvert par un autre serveur. Arrêtez-le, ou choisissez un autre dossier.",
	CannotWrite: "Impossible d’écrire dans {path} : {error}", NotFounded: "Aucun groupe dans {database}. Créez-le avec : contactgroup init",
	CannotListen: "Impossible d’écouter sur {address} : {error}", CannotRead: "Impossible de lire la clé publique : {error}",
	Usage: "Usage :", Commands: "Commandes :", Flags: "Options :", SharedFlags: "Options communes :", FlagHelp: "cette aide",
	HelpMore: "Aide d’une commande : contactgroup COMMANDE --help",
	HelpDesk: "Commandes du bureau, au nom d’un membre : contactgroup --as IDENTIFIANT NOM VERBE…\nNoms : {nouns}. Exemple : contactgroup --as chair request list",
	NoMember: "Aucun membre n’a l’identifiant « {login} » ici, ou son accès est retiré. Vérifiez --as.",
	NeedAs:   "Indiquez le membre au nom duquel agir : --as IDENTIFIANT", NeedFlag: "L’option --{flag} est nécessaire.",
	Authority: "Ministère de l’intérieur", AdminName: "Administration",
	BackedUp:    "Copie vérifiée : {path}",
	ExportShort: "Écrire tout le registre dans un dossier", ExportAllShort: "Écrire tout le registre dans un nouveau dossier (JSON Lines et empreintes), serveur en marche ou non",
	ImportShort: "Reprendre un registre écrit par « export »", ImportAllShort: "Remplir une base vide, SQLite ou PostgreSQL, avec un registre écrit par « export all »",
	RestoreShort: "Remettre en place une copie faite par « backup », après l’avoir vérifiée", MigrateShort: "Mettre les tables de la base à la version de ce programme",
	EraseShort: "Effacer ce dont la durée de conservation est dépassée (voir retention list)", FlagBefore: "seulement ce qui précède ce `jour` (AAAA-MM-JJ)", FlagDryRun: "ne rien changer, dire ce qui serait effacé",
	SignersShort:  "Afficher la clé qui signe les fichiers du groupe, au format de ssh-keygen -Y verify -f",
	NoSigner:      "Il n’y a pas de clé {key}. « contactgroup serve » la crée ; si elle est ailleurs, indiquez-la avec --signing-key.",
	FlagEraseNoun: "n’effacer que cela : {nouns}", FlagEraseAll: "nommer tout ce qui est effacé, et non les premiers seulement",
	EraseNoun: "{noun}, avant le {date} : {n} (inscriptions aux journaux : {entries})", EraseForGood: "{noun} : conservation sans limite",
	EraseLine: "  {log} : {n}", EraseMore: "… et {n} de plus (--all les nomme)", EraseNoNoun: "« {word} » n’a pas de durée de conservation. Celles qui en ont une : {nouns}.",
	Erased: "C’est effacé, et inscrit dans chaque journal concerné. Les journaux restent vérifiables.", WouldErase: "Voilà ce qui serait effacé. Rien n’a changé.",
	NothingToErase: "Aucune durée de conservation n’est dépassée : il n’y a rien à effacer.",
	FlagForce:      "mettre de côté le registre déjà en place", Writing: "{done}/{total} lignes", Verifying: "{done}/{total} inscriptions",
	Exported: "{group} : {rows} lignes écrites dans {path}\nempreinte {digest}", Imported: "{group} : {rows} lignes reprises dans {database}\nempreinte {digest}",
	Restored:   "{group} est remis en place. Demandes : {requests}. Inscriptions aux journaux : {entries}, la dernière du {last}.",
	KeptBeside: "L’ancien registre est gardé : {path}", Migrated: "Les tables passent de la version {from} à la version {to}.", UpToDate: "Les tables sont à la version {to}, celle de ce programme.",
	NotEmpty: "{path} n’est pas vide. Rien n’a été écrit ; choisissez un autre emplacement.", Exists: "{path} existe déjà. Donnez un autre nom.",
	NeedsForce: "Un registre est déjà là : {path}. Avec --force, il est mis de côté et la copie prend sa place.", Missing: "{path} n’existe pas. Vérifiez le nom.",
	Damaged:   "{path} n’est pas ce qui avait été écrit : {error}. Prenez une autre copie.",
	NotListed: "{file} ne répond pas à manifest.json", NoRegister: "{path} n’est pas la copie d’un registre. Prenez une autre copie.",
	Denied:      "{path} : accès refusé. Lancez la commande sous le compte propriétaire du registre, ou choisissez un autre emplacement.",
	DiskFull:    "Le disque de {path} est plein ou en défaut. Libérez de la place ou prenez un autre disque, puis recommencez.",
	Unchanged:   "Rien n’a été changé.",
	Unsealed:    "Le groupe est servi, mais ses journaux ne sont plus scellés.",
	OtherKey:    "Les journaux de {path} ne sont pas signés de la clé {key}. Mettez-y celle du groupe, ou indiquez-la avec --signing-key.",
	Unsigned:    "Les signatures des journaux n’ont pas été vérifiées : il n’y a pas de clé {key}. Mettez-y celle du groupe avant de servir.",
	Newer:       "{path} vient d’un programme plus récent. Rien n’a été changé ; utilisez ce programme-là.",
	Unfinished:  "L’import dans {database} n’est pas allé à son terme : le registre est incomplet. Recommencez : contactgroup import all DOSSIER, dans la même base.",
	BackupElse:  "Cette base n’est pas un fichier SQLite. Sauvegardez-la, sous un compte qui voit toutes les lignes, avec :\nPGOPTIONS='-c contactgroup.system=on' pg_dump --enable-row-security --format=custom --file=FICHIER BASE\nou écrivez tout le registre, pour l’un ou l’autre moteur, avec : contactgroup export all DOSSIER",
	RestoreElse: "Cette base n’est pas un fichier SQLite. Remettez une sauvegarde dans une base vide avec : pg_restore --dbname=BASE FICHIER\nou un registre entier avec : contactgroup import all DOSSIER",
	Endless:     "Cette commande suit ce qui arrive jusqu’à ce qu’on l’arrête. Donnez-lui un terminal : {line}",
	TextHint:    "Tapez le texte ; une ligne avec un seul point le termine.",
}

var programEN = Program{
	Short:     "The desk of the permanent contact group",
	DemoShort: "Create (or reuse) a demonstration group and serve it", InitShort: "Create a group and its first administrator",
	ServeShort: "Serve the group over SSH", OpenShort: "Open the desk on this terminal", BackupShort: "Copy the SQLite register to a new file, whether or not it is being served", VersionShort: "Print the version",
	FlagAs: "login of the member to act as", FlagDatabase: "database: sqlite:PATH or postgres://…", FlagLang: "language: fr or en",
	FlagData: "folder of the demonstration", FlagListen: "address to listen on (port 0: any)", FlagNoOpen: "do not open a desk",
	FlagSize: "number of requests in all", FlagName: "name of the group", FlagAdmin: "login of the first administrator", FlagKey: "file of their SSH public key",
	FlagSigningKey: "file of the key that signs the logs (ed25519), created when missing", FlagZone: "time zone of the group", FlagService: "services of the authority, in whose name requests are made",
	FlagUnauthenticated: "unauthenticated connections in all", FlagPerAddress: "unauthenticated connections per address", FlagPerAccount: "connections per member",
	Seeding: "Making the demonstration: {done}/{total} requests", Spelling: "Words to search by made anew: {done}/{total} requests", Welcome: "{group}, demonstration, listening on {address}",
	Lines: "Enter from another terminal, as:", DemoClock: "The demonstration’s clock says {time} (Paris).",
	StopHint: "Ctrl+C stops the server; the data is kept.", Left: Plural{"Desk closed; one other connection remains. Ctrl+C stops the server.", "Desk closed; {n} other connections remain. Ctrl+C stops the server."},
	Ended: "Demonstration stopped. The same command resumes it where it stopped.", Listening: "Listening on {address}, host key {fingerprint}",
	Founded: "{group} is made. First administrator: {login}.", FirstLogin: "Start it with: {program} serve\nAdd a first organisation, then invite somebody to represent it:\n  {program} --as {login} organisation add CODE --name NAME --prefix PREFIX --kind operator\n  {program} --as {login} invitation add --organisation CODE --role correspondent --expires 72h",
	LineTooLong: "The command is too long: give texts and references on stdin (-).", Stopping: "The server is stopping; what was confirmed is kept.",
	NoTerminalHere: "The desk needs a terminal. Without one, give a command, for instance: contactgroup --as LOGIN request list",
	NoTerminal:     "The desk needs a terminal (ssh -t). Without one, give a command, for instance: ssh HOST request list",
	InUse:          "The address {address} is already in use. Choose another with --listen.", Locked: "{path} is already open in another server. Stop it, or choose another folder.",
	CannotWrite: "Cannot write in {path}: {error}", NotFounded: "There is no group in {database}. Make it with: contactgroup init",
	CannotListen: "Cannot listen on {address}: {error}", CannotRead: "Cannot read the public key: {error}",
	Usage: "Usage:", Commands: "Commands:", Flags: "Flags:", SharedFlags: "Flags of every command:", FlagHelp: "this help",
	HelpMore: "Help of a command: contactgroup COMMAND --help",
	HelpDesk: "Commands of the desk, as a member: contactgroup --as LOGIN NOUN VERB…\nNouns: {nouns}. Example: contactgroup --as chair request list",
	NoMember: "No member here has the login “{login}”, or their access was withdrawn. Check --as.",
	NeedAs:   "Name the member to act as: --as LOGIN", NeedFlag: "The flag --{flag} is required.",
	Authority: "Ministry of the Interior", AdminName: "Administration",
	BackedUp:    "Copied and checked: {path}",
	ExportShort: "Write the whole register to a folder", ExportAllShort: "Write the whole register to a new folder (JSON Lines and checksums), whether or not it is being served",
	ImportShort: "Read in a register written by “export”", ImportAllShort: "Fill an empty database, SQLite or PostgreSQL, with a register written by “export all”",
	RestoreShort: "Put back a copy made by “backup”, after checking it", MigrateShort: "Bring the database’s tables up to this program’s version",
	EraseShort: "Erase what is past its retention period (see retention list)", FlagBefore: "only what is older than this `day` (YYYY-MM-DD)", FlagDryRun: "change nothing, say what would be erased",
	SignersShort:  "Print the key that signs the group’s files, in the format of ssh-keygen -Y verify -f",
	NoSigner:      "There is no key {key}. “contactgroup serve” creates it; if it is elsewhere, name it with --signing-key.",
	FlagEraseNoun: "erase only these: {nouns}", FlagEraseAll: "name everything that is erased, not just the first ones",
	EraseNoun: "{noun}, before {date}: {n} (log entries: {entries})", EraseForGood: "{noun}: kept without limit",
	EraseLine: "  {log}: {n}", EraseMore: "… and {n} more (--all names them)", EraseNoNoun: "“{word}” has no retention period. These have one: {nouns}.",
	Erased: "That is erased, and recorded in each log concerned. The logs still verify.", WouldErase: "This is what would be erased. Nothing has changed.",
	NothingToErase: "Nothing is past its retention period: there is nothing to erase.",
	FlagForce:      "set aside the register already in place", Writing: "{done}/{total} rows", Verifying: "{done}/{total} entries",
	Exported: "{group}: {rows} rows written to {path}\ndigest {digest}", Imported: "{group}: {rows} rows taken into {database}\ndigest {digest}",
	Restored:   "{group} is in place. Requests: {requests}. Entries in the logs: {entries}, the last of {last}.",
	KeptBeside: "The previous register is kept: {path}", Migrated: "The tables went from version {from} to version {to}.", UpToDate: "The tables are at version {to}, this program’s.",
	NotEmpty: "{path} is not empty. Nothing was written; choose another place.", Exists: "{path} already exists. Give another name.",
	NeedsForce: "There is already a register: {path}. With --force it is set aside and the copy takes its place.", Missing: "{path} does not exist. Check the name.",
	Damaged:   "{path} is not what was written: {error}. Use another copy.",
	NotListed: "{file} is not what manifest.json says", NoRegister: "{path} is not the copy of a register. Use another copy.",
	Denied:      "{path}: permission denied. Run this as the user who owns the register, or choose another place.",
	DiskFull:    "The disk of {path} is full or has failed. Free some space or use another disk, then start again.",
	Unchanged:   "Nothing was changed.",
	Unsealed:    "The group is served, but its logs are no longer sealed.",
	OtherKey:    "The logs of {path} are not signed with the key {key}. Put the group’s key there, or name it with --signing-key.",
	Unsigned:    "The signatures of the logs were not checked: there is no key {key}. Put the group’s key there before serving.",
	Newer:       "{path} was written by a newer program. Nothing was changed; use that program.",
	Unfinished:  "The import into {database} did not finish: the register is incomplete. Start again: contactgroup import all FOLDER, into the same database.",
	BackupElse:  "This database is not an SQLite file. Back it up, as a login that sees every row, with:\nPGOPTIONS='-c contactgroup.system=on' pg_dump --enable-row-security --format=custom --file=FILE DATABASE\nor write the whole register, for either engine, with: contactgroup export all FOLDER",
	RestoreElse: "This database is not an SQLite file. Put a backup into an empty database with: pg_restore --dbname=DATABASE FILE\nor a whole register with: contactgroup import all FOLDER",
	Endless:     "This command follows what happens until it is stopped. Give it a terminal of its own: {line}",
	TextHint:    "Type the text; a line with a single dot ends it.",
}
