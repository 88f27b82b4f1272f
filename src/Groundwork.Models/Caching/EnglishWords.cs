using System.Collections.Frozen;

namespace Groundwork.Models.Caching;

/// <summary>Words that carry the sense of a question although they are short or common. Negations of some more languages stand beside the English ones.</summary>
internal static class EnglishWords
{
    private static readonly FrozenSet<string> s_function = Set(
        "a an the of in on at for with and or is are was were be been do does did can could would will may might have has had it its this that these those there here me my we our us i you as so if then else what who whom whose when where why how which from to into than by about please tell show give let get also just any some s t");

    private static readonly FrozenSet<string> s_starters = Set(
        "what who whom whose when where why how which is are was were do does did can could should would will may might must tell show give list explain describe find please compare name define summarize summarise write make create let help calculate compute count translate convert in on at for with the a an of from to if i we my our there it this that these those and or but so no not never without before after since until during between hello hi hey thanks");

    private static readonly FrozenSet<string> s_negations = Set(
        "not no never none nothing nobody nowhere neither nor without cannot except unless hardly barely fail fails failed lack lacks lacking excluding exclude excludes non nicht kein keine keinen keiner nie ohne ne pas jamais sans aucun aucune sin nunca jamás ningún ninguna não sem nem niet geen zonder senza nessun mai inte utan ikke uten nie bez не без нет никогда");

    private static readonly FrozenSet<string> s_directions = Set("from to into than over versus vs by against before after");

    private static readonly FrozenDictionary<string, string> s_numbers = "zero one two three four five six seven eight nine ten eleven twelve".Split(' ').Select(static (word, index) => (word, index))
        .ToFrozenDictionary(static p => p.word, static p => p.index.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_dates = Set(
        "january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning evening night weekend quarter spring summer autumn winter annual monthly weekly daily yearly hourly year month week day hour");

    private static readonly FrozenDictionary<string, string> s_asks = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["who"] = "who ", ["whom"] = "who ", ["whose"] = "who ", ["when"] = "when ", ["where"] = "where ", ["why"] = "why ", ["how"] = "how ",
        ["many"] = "number ", ["much"] = "amount ", ["long"] = "length ", ["often"] = "frequency ", ["far"] = "distance ", ["old"] = "age ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Words that mean the same in every question; what only often does is left out.
    private static readonly FrozenDictionary<string, string> s_synonyms = Groups(
        "he him his", "she her hers", "they them their theirs", "your yours", "photo photograph", "car automobile", "movie film", "bicycle bike", "phone telephone", "email e-mail", "colour color",
        "licence license", "centre center", "organisation organization", "behaviour behavior", "favourite favorite", "cancel cancelled canceled cancelling canceling", "kilometre kilometer", "metre meter");

    // Opposites, one pair of groups each; words of a group may stand for each other, and never for one of the other group.
    private static readonly FrozenDictionary<string, string> s_poles = Poles(
        "with|without", "before earlier prior|after later following", "increase rise raise grow gain up more upgrade higher|decrease fall reduce drop lower shrink decline down less fewer downgrade",
        "max maximum most largest biggest highest greatest longest|min minimum least smallest lowest shortest fewest", "first oldest earliest begin start starting|last latest newest final end stop ending finish",
        "enable enabled allow allowed permit on activate|disable disabled forbid forbidden deny prohibit off deactivate block", "add insert create install append|remove delete uninstall drop erase",
        "open|close closed shut", "best good better pro advantage benefit strength|worst bad worse con disadvantage drawback weakness", "buy purchase|sell", "import|export", "encrypt encode|decrypt decode",
        "always|never", "all every each|none", "win winner|lose loss loser", "read|write", "send|receive", "push|pull", "lock|unlock", "login|logout", "left|right", "north|south", "east|west", "above over|below under",
        "inside internal within|outside external beyond", "cheap cheapest cheaper|expensive dearest costly", "fast faster fastest quick|slow slower slowest", "true correct valid|false incorrect wrong invalid",
        "legal|illegal", "possible able|impossible unable", "required mandatory|optional", "public|private", "new|old", "input|output", "client|server", "upload|download", "horizontal|vertical", "ascending|descending",
        "hot warm|cold cool", "high|low", "large big|small little", "early|late", "include including|exclude excluding", "accept|reject refuse", "pass|fail", "cause|effect", "male man men|female woman women",
        "parent|child", "husband|wife", "mother|father", "son|daughter", "king|queen", "positive|negative", "safe|dangerous unsafe", "success succeed|failure", "love like|hate dislike", "arrive arrival|depart departure leave", "borrow|lend", "teach|learn");

    /// <summary>The figure a word stands for; null for none. Signs and units that stick to it stay.</summary>
    public static string? NumberOf(string word) =>
        s_numbers.TryGetValue(word, out var figure) ? figure : char.IsDigit(word[0]) || (word.Length > 1 && word[0] is '$' or '€' or '£' or '#' or '+') ? word.Replace(",", string.Empty, StringComparison.Ordinal) : null;

    /// <summary>The word, where it names a time; null where it does not.</summary>
    public static string? DateWord(string word) => s_dates.Contains(word) ? word : s_dates.Contains(StemOf(word)) ? StemOf(word) : null;

    public static bool IsStarter(string word) => s_starters.Contains(word) || s_poles.ContainsKey(word);

    public static bool IsFunctionWord(string word) => s_function.Contains(word) && !s_poles.ContainsKey(word) || s_directions.Contains(word);

    public static bool IsNegation(string word) => s_negations.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal) || word.EndsWith("n’t", StringComparison.Ordinal);

    public static bool IsDirection(string word) => s_directions.Contains(word);

    public static string? AsksFor(string word) => s_asks.GetValueOrDefault(word);

    /// <summary>The form of a word under which its synonyms are found: the first of its group, or its stem.</summary>
    public static string UsualOf(string word) => s_synonyms.GetValueOrDefault(word) ?? s_synonyms.GetValueOrDefault(StemOf(word)) ?? StemOf(word);

    /// <summary>Side of an opposition that a word takes; null for none.</summary>
    public static string? PoleOf(string word)
    {
        if (s_poles.TryGetValue(word, out var pole)) return pole;
        foreach (var ending in (ReadOnlySpan<string>)["s", "es", "d", "ed", "ing", "er", "ly"])
        {
            if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length < ending.Length + 3) continue;
            var stem = word[..^ending.Length];
            if (s_poles.TryGetValue(stem, out pole) || s_poles.TryGetValue(stem + "e", out pole)) return pole;
            if (stem[^1] == stem[^2] && s_poles.TryGetValue(stem[..^1], out pole)) return pole;
        }

        return null;
    }

    /// <summary>A word without its plural or possessive ending.</summary>
    public static string StemOf(string word)
    {
        word = WithoutGenitive(word);
        return word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
    }

    public static string WithoutGenitive(string word) => word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal) ? word[..^2] : word;

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Groups(params string[] groups) => groups.Select(static group => group.Split(' '))
        .SelectMany(static words => words, static (words, word) => (word, usual: words[0])).ToFrozenDictionary(static pair => pair.word, static pair => pair.usual, StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Poles(params string[] pairs)
    {
        var poles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
            foreach (var side in pair.Split('|'))
                foreach (var word in side.Split(' ')) poles.TryAdd(word, side.Split(' ')[0]);
        return poles.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
