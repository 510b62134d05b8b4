// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domaintest.h"

#include <guest/guestrules.h>

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Atoll;
using namespace Atoll::DomainTest;
using namespace Atoll::Kvm;
using Api::GuestConfig;

//! Guests of other tools: adopting one and changing something else never loses an element.
class TestDomainAdopt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLost_data() { corpus(); }
    void nothingIsLost();
    void documentsAreStorable_data() { corpus(); }
    void documentsAreStorable();
    void onlyTheNameChanges_data() { corpus(); }
    void onlyTheNameChanges();
    void everyPartCanChangeWithoutCrash_data() { corpus(); }
    void everyPartCanChangeWithoutCrash();

private:
    static void corpus();
};

namespace {

//! Takes our own mark out, which adopting adds.
QString withoutMark(const QString &xml)
{
    auto document = XmlDocument::parse(xml);
    XmlElement metadata = document->root().child(u"metadata"_s);
    metadata.child(u"guest"_s, QString::fromLatin1(kMetadataUri)).remove();
    if (metadata.children().isEmpty())
        metadata.remove();
    return document->toString();
}

GuestConfig adopted(const QString &xml)
{
    const auto read = readDomain(xml);
    GuestConfig config = read ? read->config : GuestConfig{};
    config.foreignXml = xml;
    return config;
}

RenderContext nowhere() { return {kvmHost(), {}}; }

} // namespace

void TestDomainAdopt::corpus()
{
    QTest::addColumn<QString>("path");
    const QDir folder(kData + u"foreign"_s);
    const QFileInfoList files = folder.entryInfoList({u"*.xml"_s});
    QVERIFY(files.size() >= 40);
    for (const QFileInfo &file : files)
        QTest::newRow(qPrintable(file.baseName())) << file.filePath();
}

void TestDomainAdopt::nothingIsLost()
{
    QFETCH(QString, path);
    const QString original = readFile(path);
    GuestConfig config = adopted(original);
    QCOMPARE(*renderDomain(config, nowhere()), canonical(original));

    config.id = 4711;
    const QString marked = *renderDomain(config, nowhere());
    QCOMPARE(withoutMark(marked), canonical(original));
    QCOMPARE(*patchDomain(marked, config, nowhere()), marked);
}

void TestDomainAdopt::documentsAreStorable()
{
    QFETCH(QString, path);
    const QString original = readFile(path);
    GuestConfig config = adopted(original);
    if (config.name.isEmpty())
        config.name = u"unnamed"_s; // libvirt has none without
    const auto stored = fromJson<GuestConfig>(toJson(config));
    QVERIFY2(stored, stored ? "" : qPrintable(stored.error().text));
    QCOMPARE(*stored, config);
    QCOMPARE(*renderDomain(*stored, nowhere()), canonical(original));
}

void TestDomainAdopt::onlyTheNameChanges()
{
    QFETCH(QString, path);
    const QString original = readFile(path);
    const GuestConfig config = adopted(original);
    const auto changed = guestrules::merged(
        config, {{u"name"_s, u"renamed"_s}, {u"description"_s, u"Something else"_s}});
    QVERIFY2(changed, changed ? "" : qPrintable(changed.error().text));
    GuestConfig wish = *changed;
    guestrules::complete(wish);
    auto document = XmlDocument::parse(*renderDomain(wish, nowhere()));
    auto expected = XmlDocument::parse(original);
    const bool hadName = bool(expected->root().child(u"name"_s));
    const bool hadDescription = bool(expected->root().child(u"description"_s));
    for (XmlElement root : {document->root(), expected->root()}) {
        root.ensure(u"name"_s).setText(u"renamed"_s);
        root.ensure(u"description"_s).setText(u"Something else"_s);
        if (!hadName)
            root.removeChildren(u"name"_s);
        if (!hadDescription)
            root.removeChildren(u"description"_s);
        // a UUID and addresses that were missing are given with the first change
        if (!config.uuid.isEmpty())
            continue;
        root.removeChildren(u"uuid"_s);
    }
    for (XmlElement root : {document->root(), expected->root()}) {
        for (XmlElement nic : root.child(u"devices"_s).children(u"interface"_s))
            nic.removeChildren(u"mac"_s);
    }
    QCOMPARE(document->toString(), expected->toString());
}

//! The most different wish that there is: whatever it does, it is a definition and stays the same.
void TestDomainAdopt::everyPartCanChangeWithoutCrash()
{
    QFETCH(QString, path);
    const QString original = readFile(path);
    GuestConfig wish = webServer();
    wish.foreignXml = original;
    const auto once = renderDomain(wish, contextFor(kvmHost(), wish));
    QVERIFY(once);
    const auto twice = patchDomain(*once, wish, contextFor(kvmHost(), wish));
    QVERIFY(twice);
    QCOMPARE(*twice, *once);
}

QTEST_GUILESS_MAIN(TestDomainAdopt)
#include "tst_domainadopt.moc"
