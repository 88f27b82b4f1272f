using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Checks what people and programs ask before any work is done.</summary>
internal static class QuestionText
{
    public const int MaxCharacters = 8192;

    public static Question Read(string? text, string mode, IReadOnlyList<string>? filters)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new InvalidRequestException("The question is empty. Write at least one word.");
        if (text.Length > MaxCharacters) throw new InvalidRequestException(FormattableString.Invariant($"The question has {text.Length} characters; the limit is {MaxCharacters}."));
        return new Question(text, FilterText.Parse(filters ?? []), Mode(mode));
    }

    private static RetrievalMode Mode(string mode) => mode switch
    {
        "hybrid" => RetrievalMode.Hybrid,
        "text" => RetrievalMode.Text,
        "vector" => RetrievalMode.Vector,
        _ => throw new InvalidRequestException($"The mode \"{mode}\" is unknown. Choose hybrid, text or vector."),
    };
}
