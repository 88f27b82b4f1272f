using System.Text;
using Groundwork.Sources;

namespace Groundwork.UseCases.Wiring;

/// <summary>Names of sources: 1 to 60 of a–z, 0–9, '-', '_' and '.', beginning with a letter or digit.</summary>
internal static class SourceNames
{
    /// <summary>The name under which pushed documents appear beside registered sources.</summary>
    public const string Push = "push";

    private const int MaxCharacters = 60;

    /// <summary>A name that a person chose.</summary>
    /// <exception cref="InvalidRequestException">It cannot be used.</exception>
    public static string Parse(string name)
    {
        if (string.Equals(name, Push, StringComparison.Ordinal)) throw new InvalidRequestException($"The name \"{Push}\" is that of documents handed over by programs. Choose another.");
        if (name.Length is 0 or > MaxCharacters || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(IsAllowed))
            throw new InvalidRequestException(FormattableString.Invariant($"\"{name}\" is no name for a source. Use 1 to {MaxCharacters} of a–z, 0–9, '-', '_' and '.', beginning with a letter or digit."));
        return name;
    }

    /// <summary>A free name made of a place.</summary>
    public static string Of(SourceSpecification specification, IReadOnlyCollection<string> taken)
    {
        var name = Made(specification);
        for (var number = 2; ; number++)
        {
            if (!taken.Contains(name, StringComparer.Ordinal) && name is not Push) return name;
            name = FormattableString.Invariant($"{Made(specification)}-{number}");
        }
    }

    private static string Made(SourceSpecification specification)
    {
        var first = specification.Place.Split('\n')[0];
        var word = specification.Kind is "web" or "sitemap" or "urls" && Uri.TryCreate(first, UriKind.Absolute, out var url) ? url.IdnHost
            : specification.Kind is "sql" ? "rows"
            : Path.GetFileNameWithoutExtension(first.TrimEnd('/', '\\'));
        var name = new StringBuilder();
        foreach (var character in word.ToLowerInvariant())
        {
            if (IsAllowed(character) && (name.Length > 0 || char.IsAsciiLetterOrDigit(character))) name.Append(character);
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
            if (name.Length == MaxCharacters - 5) break;
        }

        return name.ToString().TrimEnd('-') is { Length: > 0 } made ? made : specification.Kind;
    }

    private static bool IsAllowed(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' or '.';
}
