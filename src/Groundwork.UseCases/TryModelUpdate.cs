using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>News of a trial. A closed set; the last is <see cref="Done"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Said), "said")]
[JsonDerivedType(typeof(Done), "done")]
public abstract record TryModelUpdate
{
    private TryModelUpdate() { }

    /// <summary>A piece of the answer.</summary>
    public sealed record Said(string Text) : TryModelUpdate;

    /// <summary>The whole.</summary>
    public sealed record Done(TryModelReply Reply) : TryModelUpdate;
}
