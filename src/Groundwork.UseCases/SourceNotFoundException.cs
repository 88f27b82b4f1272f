using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>A collection has no source of this name.</summary>
public sealed class SourceNotFoundException(CollectionName collection, string name, IEnumerable<string> existing)
    : Exception($"The collection \"{collection}\" has no source \"{name}\". {(existing.Any() ? $"Its sources: {string.Join(", ", existing)}." : "It has none; add one with \"groundwork sources add\".")}");
