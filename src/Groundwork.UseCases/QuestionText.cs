using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Checks what people and programs ask before any work is done.</summary>
internal static class QuestionText
{
    public const int MaxCharacters = 8192;

    public static Question Read(string? text, string mode, IReadOnlyList<string>? filters, ReadOnlyMemory<float>? vector = null)
    {
        if (string.IsNullOrWhiteSpace(text) && vector is null) throw new InvalidRequestException("The question is empty. Write at least one word.");
        text ??= string.Empty;
        if (text.Length > MaxCharacters) throw new InvalidRequestException(FormattableString.Invariant($"The question has {text.Length} characters; the limit is {MaxCharacters}."));
        var legs = Mode(mode);
        if (vector is not null && legs == RetrievalMode.Text) throw new InvalidRequestException("A vector was given, and the mode \"text\" looks at words alone. Choose hybrid or vector, or leave the vector out.");
        return new Question(text, FilterText.Parse(filters ?? []), legs, vector);
    }

    private static RetrievalMode Mode(string mode) => mode switch
    {
        "hybrid" => RetrievalMode.Hybrid,
        "text" => RetrievalMode.Text,
        "vector" => RetrievalMode.Vector,
        _ => throw new InvalidRequestException($"The mode \"{mode}\" is unknown. Choose hybrid, text or vector."),
    };
}
