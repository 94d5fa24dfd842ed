package lang

import "contactgroup/schema"

// AgendaWords are what can be said to be done to an agenda, whatever the
// language: lower case, without accents.
var AgendaWords = map[string]schema.AgendaChange{
	"add": schema.AgendaAdd, "ajouter": schema.AgendaAdd, "edit": schema.AgendaEdit, "modifier": schema.AgendaEdit,
	"move": schema.AgendaMove, "deplacer": schema.AgendaMove, "remove": schema.AgendaRemove, "retirer": schema.AgendaRemove,
}
