package lang

// Manual holds the words of the page of the manual.
type Manual struct {
	Title                       string // of the collection that the page is of
	Name, Synopsis, Description string // headings
	Commands, Options, Exit     string // headings
	About                       []string
	Codes                       []ExitCode
}

// ExitCode is one of a command's exit codes, in the order in which they are decided.
type ExitCode struct {
	Code int
	Text string
}

var manualFR = Manual{
	Title: "Groupe de contact permanent", Name: "NOM", Synopsis: "SYNOPSIS", Description: "DESCRIPTION", Commands: "COMMANDES", Options: "OPTIONS", Exit: "CODE DE RETOUR",
	About: []string{
		"Tout ce qui se fait à l’écran se fait aussi par commande, les mêmes par ssh et sur la machine. Les données sortent sur la sortie standard, les messages sur la sortie d’erreur. Hors d’un terminal il n’y a ni couleur ni coupure, et les heures sont en UTC (ISO 8601).",
		"La ligne est lue avec les guillemets de POSIX, et rien n’y est développé : $(id), ; ou * sont du texte. Un guillemet non fermé est refusé. Par ssh, mettez toute la commande entre guillemets, ou faites faire une commande qui les garde : completion bash.",
		"Les noms et les verbes s’écrivent en français ou en anglais, avec ou sans accents. Un verbe donné à plusieurs numéros, ou à « - » qui les lit sur l’entrée standard, rend compte de chacun et ne s’arrête pas au premier échec.",
		"--idempotency-key fait compter une fois la commande répétée ; --if-rev ne l’exécute que si la révision est encore celle-là ; --dry-run vérifie tout et n’écrit rien.",
	},
	Codes: []ExitCode{{0, "fait"}, {2, "nom, verbe ou option inconnus, guillemet non fermé ; puis, après 4 : arguments qui ne conviennent pas"}, {4, "le verbe n’est pas de ce rôle"},
		{3, "introuvable, ou pas visible : la même réponse"}, {7, "valeur ou données refusées"}, {5, "pas possible en l’état, ou changé entre-temps"}, {6, "une partie d’un lot a échoué"},
		{75, "réessayez plus tard"}, {1, "tout autre échec"}, {130, "interrompu"}},
}

var manualEN = Manual{
	Title: "Permanent contact group", Name: "NAME", Synopsis: "SYNOPSIS", Description: "DESCRIPTION", Commands: "COMMANDS", Options: "OPTIONS", Exit: "EXIT STATUS",
	About: []string{
		"Everything that can be done on a screen can be done by a command, the same ones over ssh and on the machine itself. Data goes to standard output, messages to standard error. Without a terminal there is no colour, nothing is cut, and times are ISO 8601 in UTC.",
		"The line is read with the quotes of POSIX and nothing in it is expanded: $(id), ; or * are text. An unclosed quote is refused. Over ssh put the whole command in quotes, or have a command made that keeps them: completion bash.",
		"Nouns and verbs are written in English or French, with or without accents. A verb given several references, or “-” which reads them on stdin, reports on each and does not stop at the first failure.",
		"--idempotency-key makes the command repeated count once; --if-rev does it only if it is still that revision; --dry-run checks everything and writes nothing.",
	},
	Codes: []ExitCode{{0, "done"}, {2, "unknown noun, verb or flag, unclosed quote; then, after 4: bad arguments"}, {4, "the verb is not for this role"},
		{3, "not found, or not visible: the same answer"}, {7, "a value or the data given is refused"}, {5, "not possible in its present state, or changed meanwhile"}, {6, "some of a batch failed"},
		{75, "try again later"}, {1, "any other failure"}, {130, "cancelled"}},
}
