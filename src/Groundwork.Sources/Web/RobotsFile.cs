namespace Groundwork.Sources.Web;

/// <summary>The rules of a robots.txt for this program, after RFC 9309.</summary>
internal sealed class RobotsFile
{
    /// <summary>The name by which a robots.txt can address this program.</summary>
    public const string Agent = "groundwork";

    /// <summary>A parser reads at least this much of the file, and this one no more.</summary>
    public const int MaxBytes = 500 * 1024;

    private static readonly TimeSpan s_longestDelay = TimeSpan.FromMinutes(1);
    private readonly List<(string Pattern, bool IsAllowed)> _rules;

    private RobotsFile(List<(string Pattern, bool IsAllowed)> rules, TimeSpan delay) => (_rules, Delay) = (rules, delay);

    /// <summary>No rules: everything is allowed.</summary>
    public static RobotsFile Empty { get; } = new([], TimeSpan.Zero);

    /// <summary>Time the site asks for between two requests, at most a minute.</summary>
    public TimeSpan Delay { get; }

    /// <summary>Reads the groups for this program, or those for everybody when none names it. What cannot be read is passed over.</summary>
    public static RobotsFile Parse(string text)
    {
        var own = new Group();
        var others = new Group();
        var namesOwn = false;
        var current = new List<Group>();
        var isNaming = false;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.TrimStart('\uFEFF');
            var comment = line.IndexOf('#');
            if (comment >= 0) line = line[..comment];
            var colon = line.IndexOf(':');
            if (colon < 0) continue;
            var key = line[..colon].Trim();
            var value = line[(colon + 1)..].Trim();
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                if (!isNaming) current.Clear();
                isNaming = true;
                if (ProductOf(value).Equals(Agent, StringComparison.OrdinalIgnoreCase))
                {
                    current.Add(own);
                    namesOwn = true;
                }
                else if (value is "*")
                {
                    current.Add(others);
                }

                continue;
            }

            // Other records, like sitemaps, end neither the names of a group nor its rules.
            if (!key.Equals("allow", StringComparison.OrdinalIgnoreCase) && !key.Equals("disallow", StringComparison.OrdinalIgnoreCase) && !key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase)) continue;
            isNaming = false;
            foreach (var group in current) group.Take(key, value);
        }

        var taken = namesOwn ? own : others;
        return new RobotsFile(taken.Rules, taken.Delay);
    }

    /// <summary>True when the file allows an address: the longest rule that matches decides, an allowing one among equals.</summary>
    public bool Allows(Uri url)
    {
        var path = url.PathAndQuery;
        if (path is "/robots.txt") return true;
        var (longest, isAllowed) = (-1, true);
        foreach (var rule in _rules)
        {
            if (rule.Pattern.Length < longest || (rule.Pattern.Length == longest && !rule.IsAllowed) || !Matches(rule.Pattern, path)) continue;
            (longest, isAllowed) = (rule.Pattern.Length, rule.IsAllowed);
        }

        return isAllowed;
    }

    // "*" is any run of characters and "$" the end; a pattern without it matches what starts so. At most pattern × path steps.
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        var mustEnd = pattern.EndsWith("$");
        if (mustEnd) pattern = pattern[..^1];
        var (next, at) = (0, 0);
        var (afterStar, retry) = (-1, 0);
        while (true)
        {
            if (next == pattern.Length && (!mustEnd || at == path.Length)) return true;
            if (next < pattern.Length && pattern[next] == '*')
            {
                (afterStar, retry) = (++next, at);
            }
            else if (next < pattern.Length && at < path.Length && pattern[next] == path[at])
            {
                next++;
                at++;
            }
            else if (afterStar >= 0 && retry < path.Length)
            {
                (next, at) = (afterStar, ++retry);
            }
            else
            {
                return false;
            }
        }
    }

    private static ReadOnlySpan<char> ProductOf(ReadOnlySpan<char> agent)
    {
        var end = agent.IndexOfAny('/', ' ');
        return end < 0 ? agent : agent[..end];
    }

    private sealed class Group
    {
        public List<(string Pattern, bool IsAllowed)> Rules { get; } = [];

        public TimeSpan Delay { get; private set; }

        public void Take(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
        {
            if (key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase))
            {
                if (double.TryParse(value, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds))
                    Delay = TimeSpan.FromSeconds(Math.Min(seconds, s_longestDelay.TotalSeconds));
            }
            else if (!value.IsEmpty)
            {
                Rules.Add((WebUrl.Encoded(value.ToString()), key.Equals("allow", StringComparison.OrdinalIgnoreCase)));
            }
        }
    }
}
