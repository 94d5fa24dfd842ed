package lang

// Doctor holds what doctor finds: by a finding's code its sentence, and what to do.
type Doctor struct {
	Short, FlagFull, FlagNetwork, FlagJSON string
	Found, Do                              map[string]string
}

var doctorFR = Doctor{
	Short:    "Examiner l’installation et dire quoi faire",
	FlagFull: "vérifier tous les journaux et toutes les pages du registre", FlagNetwork: "essayer aussi de joindre le serveur SMTP", FlagJSON: "écrire les constats en JSON",
	Found: map[string]string{
		"private": "{path} n’est lisible que par son propriétaire", "exposed": "{path} est accessible à d’autres ({mode})", "missing": "{path} manque", "unreadable": "{path} : {error}",
		"no_host_key": "pas de clé d’hôte {path}", "host_key": "clé d’hôte {fingerprint}, {age} jours, {n} annoncées", "signing_key": "clé de signature lisible", "no_signing_key": "pas de clé de signature {path}",
		"configuration": "la configuration est valable", "misconfigured": "{error}", "disk": "{free} Mio libres, le registre en occupe {size}", "disk_low": "{free} Mio libres seulement, le registre en occupe {size}", "inodes_low": "{free} inodes libres seulement",
		"database": "{engine} {server}, tables en version {tables}, {size} Mio, WAL {wal} Mio", "wal_big": "le WAL occupe {wal} Mio", "newer": "tables en version {tables}, ce programme va jusqu’à la version {newest}", "older": "tables en version {tables}, ce programme attend la version {newest}",
		"broken": "le registre ne se lit pas : {error}", "unfinished": "un import dans le registre n’est pas allé à son terme", "not_founded": "il n’y a pas de groupe dans le registre", "unsafe": "la base peut perdre ce qu’elle a confirmé", "superuser": "le compte PostgreSQL passe outre la sécurité par lignes",
		"clock": "l’horloge est après le dernier événement ({last})", "clock_behind": "l’horloge est avant le dernier événement ({last})", "clock_differs": "l’horloge s’écarte de {seconds} s de celle de la base",
		"log": "les têtes des journaux sont signées de la clé du groupe, {n} inscriptions attendent leur sceau", "log_verified": "{n} journaux vérifiés en entier", "log_unsigned": "têtes signées d’une autre clé : {logs}", "log_damaged": "journaux altérés : {logs}", "untold": "les journaux ne disent pas ce qui est au registre de {refs}",
		"expired_invitations": "invitations expirées : {n}", "members_without_key": "membres sans clé : {n}", "organisations_without_contact": "organisations sans astreinte : {n}", "alerts_undelivered": "alertes non remises : {n}",
		"erasure_overdue": "durée de conservation dépassée : {n}", "erasure_unfinished": "un effacement a été interrompu : il en reste {n} à finir",
		"smtp": "le serveur SMTP {address} répond", "smtp_away": "le serveur SMTP {address} ne répond pas : {error}",
	},
	Do: map[string]string{
		"exposed": "chmod go-rwx {path}", "missing": "vérifiez --database ; sinon contactgroup init", "unreadable": "vérifiez le propriétaire et les droits", "no_host_key": "contactgroup serve en crée une au premier démarrage ; sinon, remettez celle que les membres connaissent", "no_signing_key": "remettez la clé sauvegardée, ou lancez contactgroup serve pour en créer une",
		"misconfigured": "corrigez ce réglage", "disk_low": "libérez de la place ou agrandissez le disque", "inodes_low": "supprimez de petits fichiers", "wal_big": "terminez les sauvegardes ou les lectures trop longues",
		"newer": "utilisez le programme plus récent", "older": "contactgroup migrate", "broken": "restaurez la dernière sauvegarde : contactgroup restore", "unfinished": "contactgroup import all DOSSIER, dans la même base", "not_founded": "contactgroup init, restore ou import all", "unsafe": "rétablissez fsync, synchronous_commit, ou le mode WAL",
		"superuser": "utilisez un compte à part, propriétaire de la base", "clock_behind": "remettez l’horloge à l’heure (NTP)", "clock_differs": "remettez les horloges à l’heure (NTP)",
		"log_unsigned": "remettez la clé de signature, avec ses lignes .pub", "log_damaged": "contactgroup log verify dit où ; comparez aux sauvegardes", "untold": "comparez request show et ses inscriptions à une sauvegarde",
		"expired_invitations": "invitation add, ou invitation revoke", "members_without_key": "invitation add ou key add", "organisations_without_contact": "contact add", "alerts_undelivered": "alert list dit lesquelles",
		"erasure_overdue": "contactgroup erase --dry-run les nomme, contactgroup erase les efface", "erasure_unfinished": "contactgroup erase le finit",
		"smtp_away": "vérifiez [smtp] et le réseau",
	},
}

var doctorEN = Doctor{
	Short:    "Examine the installation and say what to do",
	FlagFull: "verify every log and every page of the register", FlagNetwork: "also try to reach the SMTP server", FlagJSON: "write the findings as JSON",
	Found: map[string]string{
		"private": "{path} is readable by its owner alone", "exposed": "{path} is open to others ({mode})", "missing": "{path} is missing", "unreadable": "{path}: {error}",
		"no_host_key": "there is no host key {path}", "host_key": "host key {fingerprint}, {age} days old, {n} announced", "signing_key": "the signing key is readable", "no_signing_key": "there is no signing key {path}",
		"configuration": "the configuration is valid", "misconfigured": "{error}", "disk": "{free} MiB free, the register takes {size}", "disk_low": "only {free} MiB free, the register takes {size}", "inodes_low": "only {free} inodes free",
		"database": "{engine} {server}, tables at version {tables}, {size} MiB, WAL {wal} MiB", "wal_big": "the WAL takes {wal} MiB", "newer": "tables at version {tables}, this program goes up to version {newest}", "older": "tables at version {tables}, this program needs version {newest}",
		"broken": "the register cannot be read: {error}", "unfinished": "an import into the register did not finish", "not_founded": "there is no group in the register", "unsafe": "the database may lose what it confirmed", "superuser": "the PostgreSQL login bypasses row security",
		"clock": "the clock is after the last event ({last})", "clock_behind": "the clock is before the last event ({last})", "clock_differs": "the clock differs by {seconds} s from the database’s",
		"log": "the heads of the logs are signed with the group’s key, {n} entries wait to be sealed", "log_verified": "{n} logs verified in full", "log_unsigned": "heads signed with another key: {logs}", "log_damaged": "damaged logs: {logs}", "untold": "the logs do not tell what the register holds of {refs}",
		"expired_invitations": "expired invitations: {n}", "members_without_key": "members without a key: {n}", "organisations_without_contact": "organisations without a contact: {n}", "alerts_undelivered": "alerts not delivered: {n}",
		"erasure_overdue": "past their retention period: {n}", "erasure_unfinished": "an erasure was interrupted: {n} still to finish",
		"smtp": "the SMTP server {address} answers", "smtp_away": "the SMTP server {address} does not answer: {error}",
	},
	Do: map[string]string{
		"exposed": "chmod go-rwx {path}", "missing": "check --database; else contactgroup init", "unreadable": "check the owner and permissions", "no_host_key": "contactgroup serve creates one when it first starts; otherwise put back the one that members know", "no_signing_key": "put back the key that was saved, or run contactgroup serve to create one",
		"misconfigured": "correct this setting", "disk_low": "free some space or enlarge the disk", "inodes_low": "remove small files", "wal_big": "end backups or reads that take too long",
		"newer": "use the newer program", "older": "contactgroup migrate", "broken": "put back the last backup: contactgroup restore", "unfinished": "contactgroup import all FOLDER, into the same database", "not_founded": "contactgroup init, restore or import all", "unsafe": "turn on fsync, synchronous_commit, or WAL mode",
		"superuser": "use a separate login that owns the database", "clock_behind": "set the clock (NTP)", "clock_differs": "set the clocks (NTP)",
		"log_unsigned": "put back the signing key, with its .pub lines", "log_damaged": "contactgroup log verify says where; compare with backups", "untold": "compare request show and its entries with a backup",
		"expired_invitations": "invitation add, or invitation revoke", "members_without_key": "invitation add or key add", "organisations_without_contact": "contact add", "alerts_undelivered": "alert list says which",
		"erasure_overdue": "contactgroup erase --dry-run names them, contactgroup erase erases them", "erasure_unfinished": "contactgroup erase finishes it",
		"smtp_away": "check [smtp] and the network",
	},
}
