using Groundwork.Documents;

namespace Groundwork.Knowledge;

/// <summary>The collection holds no document of this id.</summary>
public sealed class DocumentNotFoundException(CollectionName collection, DocumentId document)
    : Exception($"The collection \"{collection}\" holds no document \"{document}\". List them with \"groundwork documents --collection {collection}\".");
