// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QList>
#include <QString>

#include <memory>

struct _xmlDoc;
struct _xmlNode;

namespace Atoll::Kvm {

//! A handle to an element of an XmlDocument, which must outlive it. A null element answers every
//! question with nothing, so that optional paths need no checks.
//!
//! libxml2 and not QtXml: QDom of Qt 6 forgets the order of attributes, which makes texts differ
//! from run to run.
class XmlElement
{
public:
    XmlElement() = default;
    explicit XmlElement(_xmlNode *node)
        : m_node(node)
    {}

    bool isNull() const { return !m_node; }
    explicit operator bool() const { return m_node; }
    bool operator==(const XmlElement &) const = default;

    QString name() const;
    QString namespaceUri() const;
    QString text() const;
    QString attribute(const QString &name) const;
    bool hasAttribute(const QString &name) const;
    XmlElement parent() const;

    //! Elements without a namespace; the first of that name, or along a path: "os/boot".
    XmlElement child(const QString &path) const;
    XmlElement child(const QString &name, const QString &namespaceUri) const;
    QList<XmlElement> children() const;
    QList<XmlElement> children(const QString &name) const;
    QList<XmlElement> children(const QString &name, const QString &namespaceUri) const;

    void setText(const QString &text);
    void setAttribute(const QString &name, const QString &value);
    void removeAttribute(const QString &name);
    //! The child of that name, made at the end when there is none. Takes a path too.
    XmlElement ensure(const QString &path);
    XmlElement append(const QString &name);
    XmlElement append(const QString &prefix, const QString &namespaceUri, const QString &name);
    XmlElement appendInSameNamespace(const QString &name);
    //! The first of that name and namespace, made at the end when there is none. The namespace is
    //! declared where it is already, or at the root.
    XmlElement ensure(const QString &prefix, const QString &namespaceUri, const QString &name);
    //! A new sibling behind this element.
    XmlElement insertAfter(const QString &name);
    XmlElement prepend(const QString &name);
    //! A copy of an element of any document, as last child.
    XmlElement appendCopy(const XmlElement &other);
    //! Takes it and all below out of the document; the handle is dead afterwards.
    void remove();
    void removeChildren(const QString &name);

    //! The element as text of its own, for comparing.
    QString toString() const;

private:
    _xmlNode *m_node = nullptr;
};

//! An XML document. Parsing refuses what is too large, has a DTD or asks for the network.
class XmlDocument
{
public:
    static constexpr qsizetype kMaximumBytes = 4 << 20;

    static Result<XmlDocument> parse(const QString &text);
    static XmlDocument withRoot(const QString &name);

    XmlElement root() const;
    XmlDocument clone() const;
    //! Indented by two spaces, without declaration, as libvirt writes it.
    QString toString() const;

private:
    struct Free
    {
        void operator()(_xmlDoc *document) const;
    };
    explicit XmlDocument(_xmlDoc *document)
        : m_document(document)
    {}
    std::unique_ptr<_xmlDoc, Free> m_document;
};

//! True when every character may stand in XML 1.0.
bool isXmlText(const QString &text);

} // namespace Atoll::Kvm
