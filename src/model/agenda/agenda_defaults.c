#include "model/agenda/agenda_private.h"

#include <string.h>

/* The roles that a file need not declare, in the order in which sessions list them. */
static const struct {
    const char *id;
    const char *label;
    bool present;
} BUILT_IN_ROLES[] = {
    { "chair", "Chair", true },
    { "rapporteur", "Rapporteur", true },
    { "speaker", "Speaker", true },
    { "presenter", "Presenter", true },
    { "discussant", "Discussant", true },
    { "panellist", "Panellist", true },
    { "moderator", "Moderator", true },
    { "organiser", "Organiser", true },
    { "co-organiser", "Co-organiser", true },
    { "coordinator", "Coordinator", true },
    { "participant", "Participant", true },
    { "background-paper", "Background paper", false },
    { "input", "Input", false },
    { "comments", "Comments", false },
    { "adviser", "Adviser", false },
    { "support", "Support", false },
    { "secondment", "Secondment", false },
    { "marketplace", "Market place", false },
    { "event", "Event", false },
};

void agenda_add_built_in_roles(Agenda *agenda)
{
    for (gsize i = 0; i < G_N_ELEMENTS(BUILT_IN_ROLES); i++) {
        Role *role = agenda_add_role(agenda, BUILT_IN_ROLES[i].id);
        TextVariant label = { .value = BUILT_IN_ROLES[i].label };
        /* Set here, unlike that of other records: agenda_finish sorts by it. */
        role->index = (guint)i;
        role->label = agenda_intern_text(agenda, &label, 1);
        role->present = BUILT_IN_ROLES[i].present;
    }
}

bool role_is_built_in(const Role *role)
{
    /* They come first. */
    return role->index < G_N_ELEMENTS(BUILT_IN_ROLES);
}

bool role_is_as_built_in(const Role *role)
{
    /* By content: a file may declare a built-in role as it is. */
    return role_is_built_in(role) && role->present == BUILT_IN_ROLES[role->index].present &&
           role->label.n_variants == 1 && role->label.variants[0].lang == NULL &&
           strcmp(role->label.variants[0].value, BUILT_IN_ROLES[role->index].label) == 0;
}

const char *agenda_noun(const Agenda *agenda, NounForm form)
{
    static const struct {
        gsize own; /* octets from the start of Nouns to the agenda's word */
        const char *ours;
    } FORMS[] = {
        [NOUN_ROUND_TABLE] = { offsetof(Nouns, round_table.one), "Round Table" },
        [NOUN_ROUND_TABLE_LABEL] = { offsetof(Nouns, round_table.one), "Round table" },
        [NOUN_ROUND_TABLE_INSIDE] = { offsetof(Nouns, round_table.one), "round table" },
        [NOUN_ROUND_TABLES_INSIDE] = { offsetof(Nouns, round_table.many), "round tables" },
        [NOUN_AGENCY_LABEL] = { offsetof(Nouns, agency.one), "Agency" },
        [NOUN_AGENCY_INSIDE] = { offsetof(Nouns, agency.one), "agency" },
        [NOUN_AGENCIES_LABEL] = { offsetof(Nouns, agency.many), "Agencies" },
        [NOUN_AGENCIES_INSIDE] = { offsetof(Nouns, agency.many), "agencies" },
    };
    const char *own = text_get(&G_STRUCT_MEMBER(Text, &agenda->words, FORMS[form].own), NULL);

    return own != NULL ? own : FORMS[form].ours;
}

char *agenda_dup_round_table_label(const Agenda *agenda, const char *id)
{
    return g_strconcat(agenda_noun(agenda, NOUN_ROUND_TABLE), " ", id, NULL);
}

char *agenda_dup_default_short_name(const Agenda *agenda)
{
    return g_strdelimit(g_ascii_strup(agenda->id, -1), "-", ' ');
}
