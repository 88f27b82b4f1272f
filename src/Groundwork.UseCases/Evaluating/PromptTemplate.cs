using System.Text;
using Groundwork.Evals;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Puts a sample into a prompt: <c>{{input}}</c> and <c>{{name}}</c> of a variable. What is put in is never read as a template again.</summary>
internal static class PromptTemplate
{
    private const string Opening = "{{";
    private const string Closing = "}}";

    /// <summary>The prompt with its places filled; without a template the input itself.</summary>
    /// <exception cref="InvalidRequestException">A place has no value.</exception>
    public static string Fill(string? template, Sample sample)
    {
        if (template is null) return sample.Input;
        var filled = new StringBuilder();
        for (var at = 0; ;)
        {
            var open = template.IndexOf(Opening, at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : template.IndexOf(Closing, open, StringComparison.Ordinal);
            if (close < 0) return filled.Append(template.AsSpan(at)).ToString();
            var name = template[(open + Opening.Length)..close].Trim();
            filled.Append(template.AsSpan(at, open - at)).Append(ValueOf(name, sample));
            at = close + Closing.Length;
        }
    }

    private static string ValueOf(string name, Sample sample) =>
        string.Equals(name, "input", StringComparison.Ordinal) ? sample.Input
        : sample.Variables.TryGetValue(name, out var value) ? value
        : throw new InvalidRequestException($"The prompt has a place \"{{{{{name}}}}}\", and the sample \"{sample.Id}\" has no such variable. Add it to the dataset, or take the place out.");
}
