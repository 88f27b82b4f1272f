using System.Text.RegularExpressions;

namespace Groundwork.Evals.Datasets;

/// <summary>How questions are put in a language. A language without phrases has gaps only.</summary>
/// <param name="Definition">Finds <c>term</c> and <c>meaning</c> in a sentence that defines; null for none.</param>
/// <param name="WhatIs">Asks for a definition.</param>
/// <param name="Reason">Finds <c>fact</c> and <c>reason</c>; null for none.</param>
/// <param name="Why">Asks for a reason.</param>
/// <param name="Condition">Finds <c>if</c> and <c>then</c>; null for none.</param>
/// <param name="WhatIf">Asks for what follows from a condition.</param>
/// <param name="About">Asks for what a section says; {0} is the heading, {1} the title.</param>
/// <param name="List">Asks for the items of a list.</param>
/// <param name="Number">Asks for a number that was taken out.</param>
/// <param name="Gap">Asks for a term that was taken out.</param>
/// <param name="Pronouns">First words of sentences that do not stand alone, in lower case.</param>
internal sealed record DraftPhrases(
    Regex? Definition, string WhatIs, Regex? Reason, string Why, Regex? Condition, string WhatIf, string About, string List, string Number, string Gap, IReadOnlyList<string> Pronouns)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    private static readonly DraftPhrases s_english = new(
        Pattern(@"^(?:An? |The )?(?<term>\p{L}[^,.;:]{1,60}?)(?: \([^)]{1,40}\))? (?:is|are|means|denotes) (?<meaning>(?:an?|the|any|one|all|how|what) .{15,})\.$"), "What is meant by {0}?",
        Pattern(@"^(?<fact>[^;:]{15,160}?),? because (?<reason>.{10,})\.$"), "Why is it that {0}?",
        Pattern(@"^If (?<if>[^,;:]{8,120}), (?<then>.{10,})\.$"), "What follows if {0}?",
        "What does \"{1}\" say about {0}?", "Which items belong here: {0}?", "Which number is missing: \"{0}\"?", "Which term is missing: \"{0}\"?",
        ["it", "this", "that", "these", "those", "they", "he", "she", "its", "their", "such", "both", "here", "there", "then", "otherwise", "however", "also", "so", "but", "and", "or", "we", "one", "another", "each"]);

    private static readonly DraftPhrases s_german = new(
        Pattern(@"^(?:Der |Die |Das |Eine? )?(?<term>\p{L}[^,.;:]{1,60}?)(?: \([^)]{1,40}\))? (?:ist|sind|bedeutet|bezeichnet) (?<meaning>(?:eine?|der|die|das|jede[rs]?|alle) .{15,})\.$"), "Was versteht man unter {0}?",
        Pattern(@"^(?<fact>[^;:]{15,160}?), (?:weil|da) (?<reason>.{10,})\.$"), "Warum gilt: {0}?",
        Pattern(@"^(?:Wenn|Falls) (?<if>[^,;:]{8,120}), (?<then>.{10,})\.$"), "Was folgt, wenn {0}?",
        "Was sagt „{1}“ über {0}?", "Was gehört hierzu: {0}?", "Welche Zahl fehlt: „{0}“?", "Welcher Begriff fehlt: „{0}“?",
        ["er", "sie", "es", "dies", "diese", "dieser", "dieses", "das", "hier", "dort", "dann", "sonst", "jedoch", "auch", "aber", "und", "oder", "wir", "beide", "solche", "damit", "dabei", "dazu", "daher"]);

    private static readonly DraftPhrases s_spanish = new(
        Pattern(@"^(?:El |La |Los |Las |Una? )?(?<term>\p{L}[^,.;:]{1,60}?)(?: \([^)]{1,40}\))? (?:es|son|significa) (?<meaning>(?:una?|el|la|los|las|todo|toda) .{15,})\.$"), "¿Qué se entiende por {0}?",
        Pattern(@"^(?<fact>[^;:]{15,160}?),? (?:porque|ya que) (?<reason>.{10,})\.$"), "¿Por qué se dice: {0}?",
        Pattern(@"^Si (?<if>[^,;:]{8,120}), (?<then>.{10,})\.$"), "¿Qué ocurre si {0}?",
        "¿Qué dice «{1}» sobre {0}?", "¿Qué elementos corresponden a: {0}?", "¿Qué número falta: «{0}»?", "¿Qué término falta: «{0}»?",
        ["él", "ella", "ello", "esto", "este", "esta", "estos", "estas", "eso", "ese", "esa", "ellos", "ellas", "su", "sus", "aquí", "allí", "también", "pero", "y", "o", "además", "ambos", "tal"]);

    private static readonly DraftPhrases s_french = new(
        Pattern(@"^(?:Le |La |Les |L['’]|Une? )?(?<term>\p{L}[^,.;:]{1,60}?)(?: \([^)]{1,40}\))? (?:est|sont|désigne) (?<meaning>(?:une?|le|la|les|l['’]|des|tout|toute) ?.{15,})\.$"), "Qu’entend-on par {0} ?",
        Pattern(@"^(?<fact>[^;:]{15,160}?),? (?:parce que|parce qu['’]|car) ?(?<reason>.{10,})\.$"), "Pourquoi dit-on : {0} ?",
        Pattern(@"^Si (?<if>[^,;:]{8,120}), (?<then>.{10,})\.$"), "Que se passe-t-il si {0} ?",
        "Que dit « {1} » sur {0} ?", "Quels éléments correspondent à : {0} ?", "Quel nombre manque : « {0} » ?", "Quel terme manque : « {0} » ?",
        ["il", "elle", "ils", "elles", "ce", "ceci", "cela", "cet", "cette", "ces", "son", "sa", "ses", "leur", "leurs", "ici", "là", "aussi", "mais", "et", "ou", "on", "nous", "tel", "telle"]);

    private static readonly DraftPhrases s_other = new(null, "", null, "", null, "", "", "", "{0} (____ = ?)", "{0} (____ = ?)", []);

    public static DraftPhrases Of(string language) => language switch
    {
        "en" => s_english,
        "de" => s_german,
        "es" => s_spanish,
        "fr" => s_french,
        _ => s_other,
    };

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, s_longest);
}
