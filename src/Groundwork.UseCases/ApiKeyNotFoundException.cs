namespace Groundwork.UseCases;

/// <summary>There is no such key.</summary>
public sealed class ApiKeyNotFoundException(string id) : Exception($"There is no key \"{id}\". List them with \"groundwork keys list\".");
